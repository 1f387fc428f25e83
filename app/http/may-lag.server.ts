import { primary, readerFor, type Reader } from "db/reader";
import { findActor, isUnattended } from "./actor.server";
import { currentRequest } from "./context.server";

/**
 * Where this request's figures and lists of what was are read, which may be some seconds old; never what decides who may do
 * what. A write's own answer, and a page that looks again because it heard of another's change, show what is.
 */
export async function mayLag(request: Request): Promise<Reader> {
  const signIn = await findActor(request);
  if (!signIn || currentRequest().isWrite || isUnattended(request)) return primary;
  return readerFor({ id: signIn.actor.id, wrote: signIn.wrote });
}
