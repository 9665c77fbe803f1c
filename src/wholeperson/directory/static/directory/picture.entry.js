// Makes a large picture smaller before it leaves the device. Without this, a smaller one can be chosen by hand.
const SIDE = 1600, QUALITY = 0.85;
const state = document.querySelector("[data-picture]");
const field = state && document.getElementById(state.dataset.picture);

async function smaller(file) {
  const picture = await createImageBitmap(file);
  const by = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const paper = document.createElement("canvas");
  paper.width = Math.round(picture.width * by);
  paper.height = Math.round(picture.height * by);
  paper.getContext("2d").drawImage(picture, 0, 0, paper.width, paper.height);
  const blob = await new Promise((done) => paper.toBlob(done, "image/jpeg", QUALITY));
  return new File([blob], "picture.jpg", { type: "image/jpeg" });
}

async function look() {
  const file = field.files[0];
  state.hidden = true;
  if (!file || file.size <= Number(state.dataset.largest)) return;
  try {
    const made = await smaller(file);
    const files = new DataTransfer();
    files.items.add(made);
    field.files = files.files;
    state.textContent = "We made this picture smaller, so that it loads quickly on a phone.";
  } catch {
    state.textContent = "This picture is larger than 2 MB, and we cannot make it smaller here. Please choose a smaller one.";
  }
  state.hidden = false;
}

if (field && window.createImageBitmap && window.DataTransfer) field.addEventListener("change", look);
