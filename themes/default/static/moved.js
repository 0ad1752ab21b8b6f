"use strict";
// A page that has moved says where to, and after two seconds goes there: long enough to see that the address changed.
const there = document.querySelector("a[data-moved]");
if (there) setTimeout(() => location.replace(there.href + location.hash), 2000);
