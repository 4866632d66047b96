// A document's page works without this. With it, a mark and its facts at the side light up together,
// and a claim that another one cuts in two is shown whole. Escape puts it out.
"use strict";

const reading = document.querySelector(".reading");
const list = reading.querySelector(".said ol");
const marks = new Map();
for (const mark of reading.querySelectorAll("mark"))
  marks.set(mark.dataset.claim, [...(marks.get(mark.dataset.claim) || []), mark]);

function claimsOf(element) {
  const piece = element.closest?.(".piece");
  if (piece) return piece.getAttribute("aria-describedby").split(" ");
  const item = element.closest?.(".said li");
  return item ? [item.id] : [];
}

function light(claims, scroll) {
  for (const lit of reading.querySelectorAll(".on")) lit.classList.remove("on");
  for (const claim of claims)
    for (const each of [document.getElementById(claim), ...(marks.get(claim) || [])])
      each?.classList.add("on");
  const item = scroll && document.getElementById(claims.at(-1));
  if (item && list.scrollHeight > list.clientHeight)
    list.scrollTop += item.getBoundingClientRect().top - list.getBoundingClientRect().top - 8;
}

function follow(event) {
  reading.classList.remove("quiet");
  light(claimsOf(event.target), !event.target.closest?.(".said"));
}

function arrive() {
  const claim = decodeURIComponent(location.hash.slice(1)).replace(/^c-/, "f-");
  if (marks.has(claim)) light([claim], true);
}

reading.classList.add("live");
reading.addEventListener("pointerover", follow);
reading.addEventListener("focusin", follow);
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  reading.classList.add("quiet");
  light([], false);
});
addEventListener("hashchange", arrive);
arrive();
