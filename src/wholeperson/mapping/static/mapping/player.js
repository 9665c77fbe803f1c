// Walks a story from span to span, only when asked; each turn brings the page that the server drew for that span.
const PAUSE = 4000;

export function player(doors) {
  const button = document.createElement("button");
  let timer;
  button.type = "button";
  button.className = "btn quiet";

  function next() {
    return document.querySelector("[data-player] [rel=next]");
  }

  function stop() {
    clearTimeout(timer);
    timer = undefined;
    button.textContent = "Play the story";
  }

  async function turn() {
    const link = next();
    if (!link) return stop();
    try {
      const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
      const grid = page.querySelector(".map-grid");
      document.querySelector(".map-grid").replaceWith(document.adoptNode(grid));
      history.replaceState(null, "", link.href);
      document.querySelector("[data-player]").append(button);
      document.querySelector("[data-said]").textContent = document.querySelector(".story-spans [aria-current] b").textContent;
    } catch {
      return stop();
    }
    if (!next()) return stop();
    timer = setTimeout(turn, PAUSE);
  }

  // Somebody who asked for less movement turns the pages by hand, with Next and Back.
  if (!next() || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  stop();
  button.addEventListener("click", () => {
    if (timer) return stop();
    button.textContent = "Stop";
    turn();
    button.focus();
  });
  doors.append(button);
}
