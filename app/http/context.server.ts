import { AsyncLocalStorage } from "node:async_hooks";
import type { Actor } from "~/domain/actor";
import type { SignIn } from "./lucia.server";

/** What one request knows of itself; made by the server before Remix, read by loaders, commands and logs. */
export interface RequestContext {
  requestId: string;
  /** The caller's network address: the socket's, or a trusted proxy's word. */
  address: string;
  nonce: string;
  /** It asks for a page's data alone, by Remix's own address for it. */
  isData?: boolean;
  /** It was sent to change something, and may have. */
  isWrite?: boolean;
  /** Of patients' data, on their way into the audit trail: no answer leaves before they are kept. */
  reads?: Promise<void>[];
  /** Something in it could not be had because the database did not answer. */
  isDatabaseAway?: boolean;
  /** A form was refused for want of a fresh proof: its page stays as it is, with what was typed. */
  isUnproved?: boolean;
  signIn?: Promise<(SignIn & { actor: Actor }) | null>;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

export const currentRequest = (): RequestContext =>
  requestContext.getStore() ?? { requestId: "none", address: "", nonce: "" };
