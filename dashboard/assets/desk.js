// Exchanges what has changed inside a slot and leaves alone what somebody is at work on: the focus,
// typed text, open details, scrolling, and the order of a list under a finger. It knows no words.
(() => {
  // Marks that scripts make and the server knows nothing of.
  const MARKS = ["chosen", "hovered", "fresh", "gone"];
  const OURS = "[data-outcome], [data-waiting]";
  const seen = new WeakMap();
  const waiting = new WeakMap();
  const touched = new WeakSet();

  const key = (node) => node.dataset?.key ?? node.dataset?.focus ?? node.id ?? "";
  const isHtml = (node) => node.namespaceURI === "http://www.w3.org/1999/xhtml";

  // `path` says of which address the markup is: another one's is not laid into this one's.
  function lay(slot, markup, path) {
    const isSame = seen.get(slot) === path;
    seen.set(slot, path);
    if (!isSame || !isHtml(slot)) { slot.innerHTML = markup; return; }
    const had = slot.contains(document.activeElement) ? document.activeElement : null;
    const fresh = document.createElement("template");
    fresh.innerHTML = markup;
    children(slot, fresh.content);
    if (had?.isConnected && had !== document.activeElement) had.focus({preventScroll: true});
  }

  function renew(old, next) {
    if (old.nodeType !== Node.ELEMENT_NODE) {
      if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue;
    } else if (!old.matches(OURS) && !isBusy(old)) {
      attributes(old, next);
      if (old.matches("tbody[data-waits]")) list(old, next); else children(old, next);
    }
  }

  // A form in which something was changed stays as it is until it has been sent.
  const isBusy = (node) => node.matches("form")
    && (touched.has(node) || Boolean(node.querySelector("input:focus, select:focus")));

  function attributes(old, next) {
    for (const {name} of [...old.attributes]) {
      if (!next.hasAttribute(name) && name !== "open" && name !== "class") old.removeAttribute(name);
    }
    for (const {name, value} of next.attributes) {
      if (name !== "class" && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    const marks = MARKS.filter((mark) => old.classList.contains(mark));
    const classes = [next.getAttribute("class") ?? "", ...marks].filter(Boolean).join(" ");
    if ((old.getAttribute("class") ?? "") !== classes) old.setAttribute("class", classes);
  }

  function children(old, next, isList = false) {
    const known = new Map();
    for (const node of old.childNodes) if (key(node)) known.set(key(node), node);
    let at = old.firstChild;
    for (const node of [...next.childNodes]) {
      while (at && !key(at) && at.nodeName !== node.nodeName) at = drop(at);
      const same = key(node) ? known.get(key(node)) : at && !key(at) ? at : null;
      if (same && same.nodeName === node.nodeName) {
        if (same === at) at = at.nextSibling; else old.insertBefore(same, at);
        known.delete(key(node));
        renew(same, node);
      } else {
        old.insertBefore(node, at);
        if (isList && node.nodeType === Node.ELEMENT_NODE) node.classList.add("fresh");
      }
    }
    while (at) at = key(at) && !known.has(key(at)) ? at.nextSibling : drop(at);
    for (const node of known.values()) if (node.parentNode === old) node.remove();
  }

  function drop(node) {
    const {nextSibling} = node;
    node.remove();
    return nextSibling;
  }

  // A list to act on keeps its order while somebody is at it; what is new waits to be let in.
  const isHeld = (body) => body.matches(":hover") || body.contains(document.activeElement)
    || Boolean(body.querySelector(".chosen"))
    || (matchMedia("(hover: none)").matches && body.rows.length > 0 && isInView(body));

  function isInView(node) {
    const {top, bottom} = node.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  function list(body, next) {
    if (!isHeld(body)) { letIn(body, next); return; }
    const coming = new Map([...next.rows].map((row) => [key(row), row]));
    for (const row of body.rows) {
      const same = coming.get(key(row));
      row.classList.toggle("gone", !same);
      if (same) renew(row, same.cloneNode(true));
    }
    waiting.set(body, next);
    tell(body, next);
  }

  function tell(body, next) {
    const line = body.closest("table").parentNode.querySelector("[data-waiting]");
    if (!line) return;
    const button = line.querySelector("button");
    const here = [...body.rows].map(key);
    const there = [...next.rows].map(key);
    const fresh = there.filter((one) => !here.includes(one)).length;
    line.hidden = here.join() === there.join();
    button.textContent = fresh ? button.dataset.new.replace("{count}", fresh) : button.dataset.moved;
  }

  function letIn(body, next) {
    waiting.delete(body);
    for (const row of body.rows) row.classList.remove("gone");
    children(body, next, body.rows.length > 0);
    tell(body, body);
  }

  function accept(body) {
    const next = waiting.get(body);
    if (next) letIn(body, next);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-accept]");
    if (button) accept(button.closest(".wide").querySelector("tbody[data-waits]"));
  });
  // Nobody is at the list any more: it may take its order.
  function release() {
    for (const body of document.querySelectorAll("tbody[data-waits]")) if (!isHeld(body)) accept(body);
  }
  document.addEventListener("pointerout", () => setTimeout(release, 1500));
  document.addEventListener("focusout", () => setTimeout(release, 1500));
  // What has been looked at is new no longer.
  document.addEventListener("pointerover", (event) => event.target.closest?.("tr.fresh")?.classList.remove("fresh"));
  document.addEventListener("focusin", (event) => event.target.closest?.("tr.fresh")?.classList.remove("fresh"));
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => { if (event.target.form) touched.add(event.target.form); });
  }
  const done = (form) => { touched.delete(form); form.reset(); };
  for (const slot of document.querySelectorAll("[data-slot]")) seen.set(slot, baqylau.units.view.path);
  Object.assign(baqylau, {lay, done});
})();
