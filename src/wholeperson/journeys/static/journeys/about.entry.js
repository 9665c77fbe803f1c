// Records a voice into the file field of the form beside it. Nothing leaves the device before the form is kept.
const LONGEST = 10 * 60 * 1000;
const BITS = 48000;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

const box = document.querySelector("[data-recorder]");
const field = box && document.getElementById(box.dataset.recorder);
const button = (name) => box && box.querySelector(`[data-${name}]`);
const start = button("start"), stop = button("stop"), again = button("again"), drop = button("drop");
const words = box && document.getElementById(box.dataset.words);
const state = box?.querySelector("[data-state]");
let recorder, playing, timer;

const say = (words) => { state.textContent = words; };
const show = (...buttons) => { for (const one of [start, stop, again, drop]) one.hidden = !buttons.includes(one); };

function give(file) {
  const files = new DataTransfer();
  if (file) files.items.add(file);
  field.files = files.files;
}

function ended(parts, stream, kind) {
  clearTimeout(timer);
  for (const track of stream.getTracks()) track.stop();
  box.classList.remove("on");
  const plain = kind.split(";")[0];
  give(new File(parts, `voice.${plain.split("/")[1]}`, { type: plain }));
  say("Recorded. It is not kept yet: listen to it, record it again, or press “Keep it”.");
  show(start, again, drop);
  start.querySelector("span").textContent = "Record it again";
  again.focus();
}

async function record() {
  hush();
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    return say("The microphone is not open to this page. You can choose a voice memo above, or write.");
  }
  const kind = KINDS.find((one) => MediaRecorder.isTypeSupported(one)) || "";
  const parts = [];
  recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: BITS });
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.onstop = () => ended(parts, stream, recorder.mimeType || kind);
  recorder.start();
  timer = setTimeout(() => recorder.stop(), LONGEST);
  box.classList.add("on");
  say("Recording. Speak in your own time. Ten minutes fit.");
  show(stop);
  stop.focus();
}

// Played by the page itself and not by a media element, so that the policy of the page can stay as narrow as it is.
async function listen() {
  hush();
  const sound = new AudioContext();
  playing = sound;
  try {
    const source = sound.createBufferSource();
    source.buffer = await sound.decodeAudioData(await field.files[0].arrayBuffer());
    source.connect(sound.destination);
    source.onended = () => { hush(); say("That was all of it."); };
    source.start();
    say("Playing.");
  } catch {
    say("This browser cannot play it before it is kept. Press “Keep it”, and listen then.");
  }
}

function hush() {
  playing?.close();
  playing = undefined;
}

// A recording does not survive a form that comes back, so what would bring it back is told before it is sent.
function look(event) {
  const over = words.value.length - Number(box.dataset.longest);
  if (!field.files.length || over <= 0) return;
  event.preventDefault();
  say(`Your recording is still here. The words are ${over} letters too many. Please make them shorter first.`);
  words.focus();
}

function letGo() {
  hush();
  give();
  say("The recording is gone. You can record again, or write.");
  start.querySelector("span").textContent = "Start recording";
  show(start);
  start.focus();
}

if (field && window.MediaRecorder && navigator.mediaDevices?.getUserMedia && window.DataTransfer) {
  box.hidden = false;
  field.removeAttribute("capture"); // the buttons record; the field is for choosing what is there already
  start.addEventListener("click", record);
  stop.addEventListener("click", () => recorder.stop());
  again.addEventListener("click", listen);
  drop.addEventListener("click", letGo);
  field.form.addEventListener("submit", look);
  window.addEventListener("pagehide", () => recorder?.state === "recording" && recorder.stop());
}
