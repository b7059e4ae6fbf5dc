// Writes trees of allowed tags into the page, and shows the source text behind a number. It knows nothing of stories.
// RULES, the lists of briefing/views/safe.py, is put in front of this file by sheet.py.

const whole = (pattern) => new RegExp(`^(?:${pattern})$`, "u");
const TAGS = new Set(RULES.tags);
const VALUES = new Map(Object.entries(RULES.attributes).map(([name, pattern]) => [name, whole(pattern)]));
VALUES.set("href", whole(RULES.href));

/** The whole trust boundary: feed text only ever becomes a text node. */
function build(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, children] = node;
  if (!TAGS.has(tag)) throw new Error(`The tag ${tag} is not allowed.`);
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (VALUES.get(name)?.test(value)) made.setAttribute(name, value);
  }
  made.append(...children.map(build));
  return made;
}

const NARROW = matchMedia("(max-width: 640px)");
const GAP = 8;
const OPERATED = "a, button, input, textarea, [contenteditable]";

/** The evidence panel of a sheet: one piece of evidence at a time, beside its number. */
class Panel {
  constructor(root) {
    this.root = root;
    this.box = root.querySelector(".panel");
    this.close = this.box.querySelector("[data-close]");
    this.number = null;
    this.box.addEventListener("toggle", (event) => event.newState === "closed" && this.closed());
    this.box.addEventListener("keydown", (event) => this.pressed(event));
    this.box.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.step) this.step(Number(button.dataset.step));
      else if (button) this.box.hidePopover();
    });
    this.place = this.place.bind(this);
  }

  /** Whether the panel follows its number when the page moves. */
  follow(on) {
    const set = on ? addEventListener : removeEventListener;
    set("resize", this.place);
    set("scroll", this.place, { capture: true, passive: true });
  }

  fill(evidence, order) {
    this.evidence = evidence;
    this.order = order;
    if (this.isOpen) this.box.hidePopover();
  }

  get isOpen() {
    return this.box.matches(":popover-open");
  }

  /** The first number of a piece of evidence. */
  numberOf(id) {
    return this.root.querySelector(`.number[data-ev="${CSS.escape(id)}"]`);
  }

  show(number) {
    const id = number?.dataset.ev;
    if (!Object.hasOwn(this.evidence, id)) return;
    this.number?.removeAttribute("aria-expanded");
    this.number = number;
    number.setAttribute("aria-expanded", "true");
    this.box.querySelector(".at").textContent = String(this.order.indexOf(id) + 1);
    this.box.querySelector(".of").textContent = `of ${this.order.length}`;
    this.box.querySelector(".source").replaceChildren(build(this.evidence[id]));
    if (!this.isOpen) this.box.showPopover();
    this.follow(true);
    this.box.scrollTop = 0;
    if (NARROW.matches) this.uncover();
    this.place();
    this.close.focus({ preventScroll: true });
  }

  /** Bring a number out from under the panel at the foot of a narrow window. */
  uncover() {
    const { top, bottom } = this.number.getBoundingClientRect();
    if (top < 0 || bottom > this.box.getBoundingClientRect().top) this.number.scrollIntoView({ block: "start" });
  }

  /** Go to the evidence before or after, round the ends, and bring its number into view. */
  step(by) {
    const own = this.order.filter((id) => this.numberOf(id)); // a page may have numbers in other sheets
    const at = own.indexOf(this.number.dataset.ev) + by;
    const next = this.numberOf(own[(at + own.length) % own.length]);
    const { top, bottom } = next.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) next.scrollIntoView({ block: "center" });
    this.show(next);
  }

  pressed(event) {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.step(by);
  }

  /** Focus goes back to the number, unless the reader has put it elsewhere. */
  closed() {
    const { number, root } = this;
    this.follow(false);
    this.number = null;
    number?.removeAttribute("aria-expanded");
    const { activeElement: inner } = root.getRootNode();
    const active = inner ?? document.activeElement;
    const chosen = active?.matches(OPERATED) && !this.box.contains(active) && !active.matches(".number");
    if (!chosen) number?.focus({ preventScroll: true });
  }

  /** In the right margin where there is room, else below its number, else above; a narrow window gives it the foot. */
  place() {
    if (!this.number || !this.isOpen) return this.follow(false);
    const { style } = this.box;
    style.cssText = "";
    if (NARROW.matches) return;
    const at = this.number.getBoundingClientRect();
    const edge = this.root.querySelector(".sheet").getBoundingClientRect().right;
    const margin = innerWidth - edge - 56;
    if (margin >= 320) style.width = `${Math.min(margin, 420)}px`;
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const lowest = innerHeight - height - GAP;
    if (margin >= 320) {
      style.left = `${edge + 24}px`;
      style.top = `${Math.max(GAP, Math.min(at.top - 16, lowest))}px`;
      return;
    }
    const below = at.bottom + GAP;
    const above = at.top - height - GAP;
    style.left = `${Math.max(16, Math.min(at.left - 24, innerWidth - width - 24))}px`;
    style.top = `${below <= lowest || above < GAP ? Math.max(GAP, Math.min(below, lowest)) : above}px`;
  }
}

/** A part of the page that is jumped to: a `#` of the address does not reach into a shadow tree. */
function jump(root, id) {
  const target = root.querySelector(`#${CSS.escape(id)}`);
  target?.scrollIntoView({ block: "start" });
  target?.focus({ preventScroll: true });
}

function copyAddress(event, link) {
  if (!navigator.clipboard) return; // not a secure context: the link is followed, and the address bar has it
  event.preventDefault();
  navigator.clipboard.writeText(link.href).then(() => {
    link.textContent = "Copied";
  }, () => location.assign(link.href));
}

/** Another page of ours. Streamlit listens to the browser's history, so the address is that of the page from the start:
 *  an address that the server sets afterwards leaves a wrong one behind, to which Back would lead. */
function go(address) {
  history.pushState({}, "", address);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** What a press on the sheet does. */
function listen(root, panel) {
  let shown = null;
  root.addEventListener("pointerdown", () => {
    shown = panel.number; // a press closes the panel before the click arrives
  }, true);
  root.addEventListener("click", (event) => {
    const target = event.target.closest("button, a");
    if (!target || event.defaultPrevented) return;
    if (target.dataset.to) return jump(root, target.dataset.to);
    if (target.matches(".number")) {
      const open = event.detail === 0 ? panel.number : shown;
      if (open !== target) return panel.show(target);
      return panel.isOpen && panel.box.hidePopover();
    }
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (target.dataset.copy) return copyAddress(event, target);
    if (plain && target.getAttribute("href")?.startsWith("/")) {
      event.preventDefault();
      go(target.getAttribute("href"));
    }
  });
}

const sheets = new WeakMap();

function sheetOf(root) {
  const state = { panel: new Panel(root), rev: null, place: null };
  listen(root, state.panel);
  sheets.set(root, state);
  return state;
}

export default function ({ data, parentElement: root }) {
  const state = sheets.get(root) ?? sheetOf(root);
  if (state.rev !== data.rev) {
    const moved = state.place !== null && state.place !== data.place;
    state.rev = data.rev;
    state.place = data.place;
    root.querySelector(".sheet").replaceChildren(build(data.tree));
    state.panel.fill(data.ev, data.order);
    if (moved) root.getRootNode().host?.closest('[data-testid="stMain"]')?.scrollTo(0, 0);
    if (data.at) jump(root, data.at);
    const number = data.open && state.panel.numberOf(data.open);
    if (number) {
      number.scrollIntoView({ block: "center" });
      state.panel.show(number);
    }
  }
}
