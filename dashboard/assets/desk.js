// Exchanges what has changed inside a slot and leaves alone what somebody is at work on: the focus,
// typed text, open details, scrolling, and the order of a list under a finger. It knows no words.
(() => {
  const {attributes, children, isHtml, key, parsed} = baqylau;
  const OURS = "[data-outcome], [data-waiting]";
  const seen = new WeakMap();
  const waiting = new WeakMap();
  const touched = new WeakSet();

  // `path` says of which address the markup is: another one's is not laid into this one's.
  function lay(slot, markup, path) {
    const isSame = seen.get(slot) === path;
    seen.set(slot, path);
    if (!isSame || !isHtml(slot)) { slot.innerHTML = markup; return; }
    const had = slot.contains(document.activeElement) ? document.activeElement : null;
    children(slot, parsed(slot, markup));
    if (had?.isConnected && had !== document.activeElement) had.focus({preventScroll: true});
  }

  // Whether a node is left to those who work on it, or has been renewed here in a way of its own.
  function keepsBack(old, next) {
    if (old.matches(OURS) || isBusy(old)) return true;
    if (!old.matches("tbody[data-waits]")) return false;
    attributes(old, next);
    list(old, next);
    return true;
  }

  // A form in which something was changed stays as it is until it has been sent.
  const isBusy = (node) => node.matches("form")
    && (touched.has(node) || Boolean(node.querySelector("input:focus, select:focus")));

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
      if (!same) continue;
      attributes(row, same);
      children(row, same.cloneNode(true));
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
    const before = new Set(body.rows);
    children(body, next);
    if (before.size) for (const row of body.rows) if (!before.has(row)) row.classList.add("fresh");
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
  Object.assign(baqylau, {lay, keepsBack, done});
})();
