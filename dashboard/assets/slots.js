// The slots of a page, whose insides change from view to view, and the order of the rows in them.
// What a reader is at work on stays his: the focus, and a row's place under the eye.
Object.assign(baqylau, (() => {
  const slots = (name) => document.querySelectorAll(`[data-slot="${CSS.escape(name)}"]`);
  const filled = {};
  const MUCH = 6000;
  // Of a long list, see page.css.
  const SEEN = 25;

  // Marks that scripts make and the server knows nothing of.
  const MARKS = ["chosen", "hovered", "fresh", "gone"];
  const isHtml = (node) => node.namespaceURI === "http://www.w3.org/1999/xhtml";
  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
  const key = ({dataset, id}) => dataset?.key ?? dataset?.focus ?? dataset?.unit ?? id ?? "";

  // The elements of markup, as a slot of HTML or of a drawing would hold them.
  function parsed(slot, markup) {
    const fresh = document.createElement("template");
    fresh.innerHTML = isHtml(slot) ? markup : `<svg>${markup}</svg>`;
    return isHtml(slot) ? fresh.content : fresh.content.firstChild;
  }

  // Only what differs is exchanged: a node stays where the next one has its key, or, of two without
  // keys, its place and kind. The desk keeps back what is being worked on.
  function children(old, next) {
    const known = new Map();
    for (const node of old.childNodes) if (key(node)) known.set(key(node), node);
    let at = old.firstChild;
    for (const node of [...next.childNodes]) {
      while (at && !key(at) && at.nodeName !== node.nodeName) at = drop(at);
      const same = key(node) ? known.get(key(node)) : at && !key(at) ? at : null;
      if (same?.nodeName === node.nodeName) {
        if (same === at) at = at.nextSibling; else old.insertBefore(same, at);
        known.delete(key(node));
        renew(same, node);
      } else old.insertBefore(node, at);
    }
    while (at) at = key(at) && !known.has(key(at)) ? at.nextSibling : drop(at);
    for (const node of known.values()) if (node.parentNode === old) node.remove();
  }

  function drop(node) {
    const {nextSibling} = node;
    node.remove();
    return nextSibling;
  }

  function renew(old, next) {
    if (!isElement(old)) {
      if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue;
    } else if (!baqylau.keepsBack?.(old, next)) {
      attributes(old, next);
      children(old, next);
    }
  }

  // What is open stays open, and what scripts have marked stays marked.
  function attributes(old, next) {
    for (const name of old.getAttributeNames()) {
      if (!next.hasAttribute(name) && name !== "open" && name !== "class") old.removeAttribute(name);
    }
    for (const name of next.getAttributeNames()) {
      const value = next.getAttribute(name);
      if (name !== "class" && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    const marks = MARKS.filter((mark) => old.classList.contains(mark));
    const classes = [next.getAttribute("class") ?? "", ...marks].filter(Boolean).join(" ");
    if ((old.getAttribute("class") ?? "") !== classes) old.setAttribute("class", classes);
  }

  // What is open stays open, and rows that are folded away come when what is seen has been painted.
  function whole(slot, markup) {
    const open = [...slot.querySelectorAll("details[open][id]")].map(({id}) => id);
    const [start, end] = folded(slot, markup);
    slot.innerHTML = markup.slice(0, start) + markup.slice(end);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    const body = slot.querySelector("tbody[data-rows]");
    if (start >= end) return;
    const rest = markup.slice(start, end);
    unseen(() => { if (body.isConnected) body.insertAdjacentHTML("beforeend", rest); });
  }

  // From where to where the markup has rows that stay folded away: none where the list is open, in
  // another order, or has the chosen row further down.
  function folded(slot, markup) {
    const whole = [markup.length, markup.length];
    const shut = slot.querySelector("details.whole-list:not([open])");
    if (!shut || !slot.querySelector("[data-sorts=value][aria-sort]")) return whole;
    if (slot.querySelector(`tr.chosen, tr:focus-within:nth-child(n+${SEEN + 1})`)) return whole;
    let start = -1;
    for (let row = 0; row <= SEEN; row++) {
      start = markup.indexOf("<tr data-unit", start + 1);
      if (start < 0) return whole;
    }
    return [start, markup.indexOf("</tbody>", start)];
  }

  // The inside of a slot is exchanged; what had the focus keeps it, by key, address or place. Of little
  // only what differs is exchanged, so that little is laid out anew; much is quicker exchanged whole.
  function fill(name, markup = "") {
    if (filled[name] === markup) return;
    filled[name] = markup;
    for (const slot of slots(name)) {
      // The desk changes a page while somebody is at work on it, and has a way of its own.
      if (baqylau.lay) { baqylau.lay(slot, markup, baqylau.units.view.path); continue; }
      const had = slot.contains(document.activeElement) ? document.activeElement : null;
      const focus = had?.dataset.focus;
      const href = had?.getAttribute("href");
      if (markup.length > MUCH) whole(slot, markup); else children(slot, parsed(slot, markup));
      if (!had) continue;
      const same = (focus && slot.querySelector(`[data-focus="${CSS.escape(focus)}"]`))
        || (href && slot.querySelector(`[href="${CSS.escape(href)}"]`));
      (same || slot.querySelector("a[href], button, input, [tabindex]"))?.focus({preventScroll: true});
    }
  }

  // Rows stand in the order of the wanted column, or of the last one that rows can be sorted by.
  function sort(wanted) {
    const links = [...document.querySelectorAll("th [data-sort]")];
    const by = links.find((link) => link.dataset.sort === wanted) ?? links.pop();
    const body = by?.closest("table").querySelector("tbody[data-rows]");
    if (!body) return;
    const name = `data-order-${by.dataset.sort}`;
    const rows = [...body.rows].map((row) => ({row, order: Number(row.getAttribute(name))}));
    if (rows.some(({order}, at) => at && order < rows[at - 1].order)) {
      body.append(...rows.sort((one, other) => one.order - other.order).map(({row}) => row));
    }
    by.closest("tr").querySelectorAll("th").forEach((head) => head.removeAttribute("aria-sort"));
    by.closest("th").setAttribute("aria-sort", by.dataset.sort === "name" ? "ascending" : "descending");
  }

  // What can wait until the next painting. Not a frame longer: it would come later to the reader, and
  // only a clock that stops at that frame would call it faster.
  const afterPaint = (work) => {
    if (document.hidden) work(); else requestAnimationFrame(() => setTimeout(work));
  };

  // What nobody sees comes once all that is seen is painted.
  const unseen = (work) => afterPaint(() => afterPaint(work));

  return {slots, fill, sort, afterPaint, unseen, attributes, children, isHtml, key, parsed};
})());
