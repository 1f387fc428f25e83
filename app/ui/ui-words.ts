import { createContext } from "react";

/** The few words that fields say by themselves; a page in another language provides its own. */
export const UiWords = createContext({ optional: "optional", error: "Error" });
