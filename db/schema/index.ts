export * from "./accounts";
export * from "./audit";
export * from "./outcomes";
export * from "./patients";
export * from "./places";
export * from "./plans";
export * from "./sessions";
export * from "./waitlist";
