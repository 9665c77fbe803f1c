import { exit } from "./exit.js";
import { listen } from "./listen.js";
import { offline } from "./offline.js";

exit();
listen();
offline();
