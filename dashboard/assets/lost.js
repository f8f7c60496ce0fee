// How old what is seen is, for every page that keeps itself up to date: what is seen stays, and
// its age stands above it until there is an answer again.
const baqylauLost = (every) => {
  const place = document.querySelector("[data-lost]");
  let heard = Date.now();

  function tell() {
    const age = Date.now() - heard;
    place.hidden = age < 3 * every;
    document.documentElement.classList.toggle("is-lost", !place.hidden);
    if (place.hidden) return;
    // By the mission's clock, which the page shows: this machine may keep another, or an old table.
    const hour = new Date(heard + place.dataset.offset * 60000).toISOString().slice(11, 16);
    const minutes = place.dataset.minutes.replace("{minutes}", Math.floor(age / 60000));
    const said = place.dataset.words.replace("{hour}", hour).replace("{age}", minutes);
    // Said again only when it has changed, or a screen reader would read it out every second.
    if (place.textContent !== said) place.textContent = said;
  }

  setInterval(tell, 1000);
  return {
    tell,
    answered: () => {
      heard = Date.now();
      document.documentElement.dataset.heard = String(heard);
    },
  };
};
