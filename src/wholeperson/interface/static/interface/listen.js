// Reads the page aloud with a voice that lives on this device. Voices that send the words elsewhere are never used.
const button = document.querySelector("[data-listen]");
const word = button && button.querySelector("[data-word]");
const PARTS = "h1, h2, h3, p, li, dt, dd, figcaption, th, td, .btn";
let reading = false;

function voice() {
  const near = speechSynthesis.getVoices().filter((one) => one.localService && one.lang.toLowerCase().startsWith("en"));
  return near.find((one) => /gb/i.test(one.lang)) || near[0];
}

function parts() {
  const all = [...document.querySelectorAll("main")].flatMap((main) => [...main.querySelectorAll(PARTS)]);
  return all.filter((part) => part.offsetParent && !part.querySelector(PARTS) && part.textContent.trim());
}

function stop() {
  reading = false;
  speechSynthesis.cancel();
  document.querySelector(".being-read")?.classList.remove("being-read");
  button.setAttribute("aria-pressed", "false");
  word.textContent = "Listen";
}

function read(queue) {
  const part = queue.shift();
  if (!part) return stop();
  const utterance = new SpeechSynthesisUtterance(part.textContent.replace(/\s+/g, " ").trim());
  utterance.voice = voice();
  utterance.lang = "en-GB";
  part.classList.add("being-read");
  part.scrollIntoView({ block: "nearest" });
  utterance.onend = utterance.onerror = () => {
    part.classList.remove("being-read");
    if (reading) read(queue);
  };
  speechSynthesis.speak(utterance);
}

function start() {
  reading = true;
  button.setAttribute("aria-pressed", "true");
  word.textContent = "Stop";
  speechSynthesis.cancel();
  read(parts());
}

export function listen() {
  if (!button || !("speechSynthesis" in window)) return;
  const show = () => { button.hidden = !voice(); };
  show();
  speechSynthesis.addEventListener?.("voiceschanged", show);
  button.addEventListener("click", () => (reading ? stop() : start()));
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
}
