// A street map from somebody else's tiles: only where the place supplies them, and only when a person opens it.
import { circleMarker, map, tileLayer } from "leaflet";
import "leaflet/dist/leaflet.css";

const box = document.querySelector("[data-tiles]");

function sites() {
  return [...document.querySelectorAll("tr[data-at]")].map((row) => ({
    at: row.dataset.at.split(",").map(Number), name: row.dataset.name, id: row.id,
  }));
}

function show() {
  const found = sites();
  const drawn = map(box.querySelector("[data-map]"), { zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false });
  const credit = document.createElement("span");
  credit.textContent = box.dataset.credit;
  tileLayer(box.dataset.tiles, { attribution: credit.innerHTML, maxZoom: 18 }).addTo(drawn);
  for (const site of found) {
    const name = document.createElement("a");
    name.href = `#${site.id}`;
    name.textContent = site.name;
    circleMarker(site.at, { radius: 11, color: "#22302e", weight: 3, fillColor: "#e2f1e9", fillOpacity: 0.95 }).bindPopup(name).addTo(drawn);
  }
  drawn.fitBounds(found.map((site) => site.at), { padding: [30, 30], maxZoom: 16 });
}

if (box) {
  box.hidden = false;
  box.addEventListener("toggle", () => box.open && !box.dataset.shown && ((box.dataset.shown = "yes"), show()));
}
