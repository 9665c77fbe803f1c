import { notNear } from "./not-near.js";

// An address that is asked for holds only what was filled in, and of a postcode only its district: the rest of it never
// leaves the device. Without script the server cuts it before it looks.
const POSTCODE = /\b([a-z]{1,2}\d[a-z\d]?)\s*\d[a-z]{2}\b/gi;

const form = document.querySelector("[data-short]");
form?.addEventListener("formdata", (event) => {
  new Set(event.formData.keys()).forEach((name) => {
    if (event.formData.getAll(name).every((one) => !one)) event.formData.delete(name);
  });
  ["q", "near"].filter((name) => event.formData.has(name)).forEach((name) => {
    event.formData.set(name, event.formData.get(name).replace(POSTCODE, (all, district) => district.toUpperCase()));
  });
  if (event.formData.get("when") !== "at") ["date", "time"].forEach((name) => event.formData.delete(name));
});

notNear();
