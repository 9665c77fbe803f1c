// Brings the drawn map to life: a part opens beside it, its neighbours light up, and nothing moves unless asked.
import { names, show } from "./names.js";
import { player } from "./player.js";

const behind = document.getElementById("behind");
const pictures = document.querySelectorAll("[data-picture] svg.map");

function light(names) {
  const lit = new Set(names);
  pictures.forEach((picture) => {
    picture.classList.toggle("some-lit", lit.size > 0);
    picture.querySelectorAll("[data-part]").forEach((part) => part.classList.toggle("lit", lit.has(part.dataset.part)));
  });
}

async function open(address, remember) {
  const shown = new URL(address, location.href);
  try {
    await window.htmx.ajax("GET", shown.pathname + shown.search, { target: behind, swap: "innerHTML" });
  } catch {
    location.assign(address);
    return;
  }
  if (remember) history.pushState({ behind: true }, "", shown.pathname + shown.search);
  show();
  light((behind.querySelector("[data-lit]")?.dataset.lit || "").split(" ").filter(Boolean));
  if (behind.getBoundingClientRect().top > innerHeight * 0.7) {
    behind.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  }
  behind.focus({ preventScroll: true });
}

function address(event) {
  const part = event.target.closest("[data-part], [data-opens-behind]");
  return part && (part.getAttribute("href") || part.dataset.opens);
}

function plain(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

if (behind && window.htmx) {
  document.addEventListener("click", (event) => {
    const to = address(event);
    if (!to || !plain(event)) return;
    event.preventDefault();
    open(to, true);
  });
  addEventListener("popstate", () => open(location.href, false));
} else {
  // On pages without a panel an arrow still leads to what stands behind it.
  document.addEventListener("click", (event) => {
    const part = event.target.closest("[data-opens]");
    if (part && plain(event)) location.assign(part.dataset.opens);
  });
}

// Readings turn with the arrow keys, as pages do.
if (document.querySelector("[data-steps]")) {
  addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea")) return;
    const way = { ArrowRight: "next", ArrowLeft: "prev" }[event.key];
    const link = way && document.querySelector(`[data-steps] [rel=${way}]`);
    if (link) link.click();
  });
}

// In the form only what can be asked of the chosen thing stays in the list, and spare lines wait until they are needed.
function fit(move) {
  const takes = move.querySelector("[data-what]").selectedOptions[0]?.dataset.takes;
  const how = move.querySelector("[data-how]");
  how.querySelectorAll("option").forEach((option) => {
    const fits = !option.value || takes === undefined || takes.split(" ").includes(option.value);
    option.hidden = option.disabled = !fits;
    if (!fits && option.selected) how.value = "";
  });
  how.querySelectorAll("optgroup").forEach((group) => {
    group.hidden = [...group.children].every((option) => option.hidden);
  });
}

const form = document.querySelector("[data-what-if]");
if (form) {
  form.querySelectorAll(".move").forEach((move) => move.querySelector("[data-what]") && fit(move));
  form.addEventListener("change", (event) => event.target.matches("[data-what]") && fit(event.target.closest(".move")));
  form.querySelectorAll("fieldset").forEach((idea) => {
    const spare = [...idea.querySelectorAll("[data-spare]")];
    if (!spare.length) return;
    spare.forEach((move) => (move.hidden = true));
    const more = document.createElement("button");
    more.type = "button";
    more.className = "btn quiet more";
    more.textContent = "Change one more thing";
    more.addEventListener("click", () => {
      const next = spare.shift();
      next.hidden = false;
      next.querySelector("select").focus();
      if (!spare.length) more.remove();
    });
    idea.append(more);
  });
  form.addEventListener("submit", () => {
    const button = form.querySelector("[type=submit]");
    button.setAttribute("aria-busy", "true");
    document.querySelector("[data-said]").textContent = "Playing the runs.";
  });
}

const doors = document.querySelector("[data-player]");
if (doors) player(doors);
names();
