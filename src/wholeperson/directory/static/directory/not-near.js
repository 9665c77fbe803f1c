// Places that somebody would rather not go near: kept on their device alone, never sent, and gone with Exit.
const KEY = "wholeperson-not-near";
const CLOSE_KM = 1;
const KM_A_DEGREE = 111.195;

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(found) ? found.filter((one) => typeof one?.name === "string") : [];
  } catch {
    return [];
  }
}

function keep(places) {
  try {
    if (places.length) localStorage.setItem(KEY, JSON.stringify(places));
    else localStorage.removeItem(KEY);
  } catch {
    // A device that keeps nothing forgets it with the page.
  }
}

function points(text) {
  return (text || "").split(" ").filter(Boolean).map((pair) => pair.split(",").map(Number));
}

function km(here, there) {
  const shrink = Math.cos((((here[0] + there[0]) / 2) * Math.PI) / 180);
  return KM_A_DEGREE * Math.hypot(here[0] - there[0], (here[1] - there[1]) * shrink);
}

function close(result, place) {
  const word = place.name.toLowerCase();
  if ((result.dataset.words || "").includes(word)) return true;
  return points(result.dataset.at).some((here) => points(place.at).some((there) => km(here, there) <= CLOSE_KM));
}

function unfold(result) {
  result.classList.remove("folded");
  result.querySelector(":scope > .fold-line")?.remove();
}

function mark(result, place) {
  const line = document.createElement("p");
  line.className = "fold-line";
  const inList = result.tagName === "LI";
  line.textContent = inList ? `One thing here is close to ${place.name}.` : `You asked us to tell you: this is close to ${place.name}.`;
  if (inList) {
    const door = document.createElement("button");
    door.type = "button";
    door.className = "btn quiet";
    door.textContent = "Show it all the same";
    door.addEventListener("click", () => {
      unfold(result);
      result.querySelector("a")?.focus();
    });
    line.append(door);
    result.classList.add("folded");
  } else {
    line.classList.add("card", "struggle");
  }
  result.prepend(line);
}

function show(places) {
  document.querySelectorAll("[data-result]").forEach((result) => {
    unfold(result);
    const near = places.find((place) => close(result, place));
    if (near) mark(result, near);
  });
}

function list(box, places, change) {
  box.querySelector("[data-kept]").replaceChildren(...places.map((place) => {
    const item = document.createElement("li");
    const off = document.createElement("button");
    off.type = "button";
    off.className = "chip on";
    off.textContent = `${place.name} ×`;
    off.setAttribute("aria-label", `Take off: ${place.name}`);
    off.addEventListener("click", () => change(places.filter((one) => one.name !== place.name)));
    item.append(off);
    return item;
  }));
}

export function notNear() {
  const box = document.querySelector("[data-not-near]");
  function change(places) {
    keep(places);
    show(places);
    if (box) list(box, places, change);
  }
  if (box) {
    box.hidden = false;
    box.querySelector("[data-add]").addEventListener("submit", (event) => {
      event.preventDefault(); // never sent
      const typed = box.querySelector("#avoid");
      const name = typed.value.trim().slice(0, 60);
      if (!name) return;
      const known = [...document.querySelectorAll("#near-names option")].find((one) => one.value.toLowerCase() === name.toLowerCase());
      change([...kept().filter((one) => one.name !== name), { name, at: known?.dataset.at || "" }]);
      typed.value = "";
      document.querySelector("[data-said]").textContent = `Kept on this device: not near ${name}.`;
    });
  }
  const places = kept();
  show(places);
  if (box) {
    list(box, places, change);
    box.open = false;
  }
}
