// What can be done with a list besides reading it: keep it, send it, copy it, print it.

/** Put the ways to keep a list below it. Called once for each list that is drawn. */
export function actionsFor() {}
