// What an art director would mark on a page: words cut or broken, words over words, a page that
// scrolls sideways. Returns one line a fault.
() => {
  const faults = [];
  const wide = document.documentElement.clientWidth;
  const cut = (box) => box.left < -0.5 || box.right > wide + 0.5;
  if (document.documentElement.scrollWidth > wide)
    faults.push(`scrolls sideways: ${document.documentElement.scrollWidth} > ${wide}`);

  const seen = (node) => {
    const parent = node.parentElement;
    return node.textContent.trim() && parent.checkVisibility({visibilityProperty: true})
      && !parent.closest("script, style, title, thead, details:not([open]) > :not(summary)");
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!seen(node)) continue;
    for (const {0: word, index} of node.textContent.matchAll(/[^\s\-–—‑/]+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0.1);
      if (boxes.some(cut)) faults.push(`cut: ${word}`);
      const lines = new Set(boxes.map((box) => Math.round(box.top)));
      if (lines.size > 1 && !node.parentElement.closest("footer, svg")) faults.push(`broken: ${word}`);
    }
  }

  const boxes = (selector) => [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.textContent.trim())
    .map((one) => [one.textContent, one.getBoundingClientRect()]);
  for (const selector of [".sheet text", ".classes span", ".chart-day text"]) {
    const all = boxes(selector);
    all.forEach(([words, box], at) => all.slice(at + 1).forEach(([others, other]) => {
      const right = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      // Lines of one label stand close; a hair of one box may lie over another.
      if (right > 1 && down > Math.min(box.height, other.height) * 0.45)
        faults.push(`over each other: ${words} / ${others}`);
    }));
  }
  return faults;
}
