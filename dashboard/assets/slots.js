// The slots of a page, whose insides change from view to view, and the order of the rows in them.
// What a reader is at work on stays his: the focus, and a row's place under the eye.
Object.assign(baqylau, (() => {
  const slots = (name) => document.querySelectorAll(`[data-slot="${CSS.escape(name)}"]`);
  const filled = {};

  // The inside of a slot is exchanged; what had the focus keeps it, by key, address or place.
  function fill(name, markup = "") {
    if (filled[name] === markup) return;
    filled[name] = markup;
    for (const slot of slots(name)) {
      // The desk changes a page while somebody is at work on it, and has a way of its own.
      if (baqylau.lay) { baqylau.lay(slot, markup, baqylau.units.view.path); continue; }
      const had = slot.contains(document.activeElement) ? document.activeElement : null;
      slot.innerHTML = markup;
      if (!had) continue;
      const {focus} = had.dataset;
      const href = had.getAttribute("href");
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
    const key = `data-order-${by.dataset.sort}`;
    const order = (row) => Number(row.getAttribute(key));
    const rows = [...body.rows];
    const sorted = [...rows].sort((one, other) => order(one) - order(other));
    if (sorted.some((row, at) => row !== rows[at])) body.append(...sorted);
    by.closest("tr").querySelectorAll("th").forEach((head) => head.removeAttribute("aria-sort"));
    by.closest("th").setAttribute("aria-sort", by.dataset.sort === "name" ? "ascending" : "descending");
  }

  // What can wait until the next painting. Not a frame longer: it would come later to the reader, and
  // only a clock that stops at that frame would call it faster.
  const afterPaint = (work) => {
    if (document.hidden) work(); else requestAnimationFrame(() => setTimeout(work));
  };

  return {slots, fill, sort, afterPaint};
})());
