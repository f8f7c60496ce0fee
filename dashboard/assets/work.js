// Brings files and pasted texts to the desk, one after another, and goes to what came of them.
(() => {
  // What is wrong with a list has a line for each fault, which must not run into the next.
  const line = (words) =>
    Object.assign(document.createElement("bdi"), {className: "line", textContent: words});
  const put = (place, words) => {
    place.replaceChildren(...words.split("\n").map(line));
    place.hidden = !words;
  };

  async function bring(form) {
    const place = form.querySelector("[data-message]");
    const text = form.querySelector("[data-text]");
    const address = form.querySelector("[data-address]")?.value.trim();
    const files = text
      ? [new File([address ? `${text.value}\n${address}\n` : text.value], "announcement.txt")]
      : [...form.querySelector("[data-files]").files];
    let batch = "";
    for (const [at, file] of files.entries()) {
      put(place, `${place.dataset.bringing} ${at + 1} / ${files.length}`);
      const answer = await fetch(form.getAttribute("action"), {
        method: "POST",
        body: file,
        headers: {
          "Content-Type": "application/octet-stream",
          "X-File-Name": encodeURIComponent(file.name),
          "X-Kind": form.dataset.kind,
          "X-Batch": batch,
          "X-Source": form.querySelector("[data-source]")?.value ?? "",
          "X-Hour": form.querySelector("[data-hour]")?.value ?? "",
        },
      });
      const told = await answer.json();
      if (told.message) {
        put(place, told.message);
        if (told.to) place.append(" ", Object.assign(document.createElement("a"), {href: told.to, textContent: told.begun}));
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      batch = told.batch;
      if (at === files.length - 1) location.assign(told.to);
    }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-bring]")) return;
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    bring(form).catch(() => {
      const place = form.querySelector("[data-message]");
      put(place, place.dataset.refused);
    }).finally(() => { button.disabled = false; });
  });
  if (document.querySelector("[data-wait]")) setTimeout(() => location.reload(), 1000);
})();
