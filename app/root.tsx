import "~/ui/tokens.css";
import "~/ui/base.css";
import "./shell/app.css";
import type { LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import { data } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { listClinics } from "~/features/settings/queries.server";
import { findActor, timeLeft } from "~/http/actor.server";
import { chosenClinicId } from "~/http/clinic.server";
import { currentRequest } from "~/http/context.server";
import { preferenceCookie, readPreference } from "~/http/cookies.server";
import { AppShell } from "./shell/app-shell";
import { ErrorPage } from "./shell/error-page";
import { ExpiryWarning } from "./shell/expiry-warning";
import { useLinkNavigation } from "./shell/link-navigation";
import { useDocumentLanguage, usePageHandle } from "./shell/page-handle";
import { UnansweredNotice } from "./shell/unanswered-notice";

export const links: LinksFunction = () => [
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  { rel: "manifest", href: "/manifest.webmanifest" },
];

export const meta = () => [{ title: "Tendon" }];

/** Public: what the frame around every page needs. A stranger's holds nothing but the theme. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { nonce, requestId } = currentRequest();
  const theme = themeOf(readPreference(request, "theme"));
  const signIn = await findActor(request);
  if (!signIn) return data({ theme, nonce, requestId, signedIn: null });
  const clinics = await listClinics(signIn.actor);
  const clinicId = chosenClinicId(request, clinics);
  const { name, roles } = signIn.actor;
  const remembered = readPreference(request, "clinic") === clinicId;
  return data(
    {
      theme,
      nonce,
      requestId,
      signedIn: { name, roles, clinics, clinicId, left: timeLeft(signIn, new Date()) },
    },
    remembered ? {} : { headers: { "Set-Cookie": preferenceCookie("clinic", clinicId) } },
  );
}

const themeOf = (text: string | null): "light" | "dark" | null =>
  text === "light" || text === "dark" ? text : null;

/** The document around whatever happens, errors too. */
export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  // The browser hides a nonce from scripts once parsed, so only the server's markup carries it.
  const nonce = typeof document === "undefined" ? root?.nonce : undefined;
  return (
    <html lang={useDocumentLanguage()} data-theme={root?.theme ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <UnansweredNotice />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  const { signedIn, theme } = useLoaderData<typeof loader>();
  useLinkNavigation();
  const isPatients = usePageHandle()?.isPatients ?? false;
  if (!signedIn || isPatients) return <Outlet />;
  return (
    <>
      <AppShell {...signedIn} theme={theme}>
        <Outlet />
      </AppShell>
      <ExpiryWarning left={signedIn.left} />
    </>
  );
}

export function ErrorBoundary() {
  const root = useRouteLoaderData<typeof loader>("root");
  const error = useRouteError();
  useLinkNavigation();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  // Where the database is away this part's own data may be, too; the server says the request's number with the answer.
  const requestId =
    root?.requestId ?? (status === 503 && isRouteErrorResponse(error) ? String(error.data) : undefined);
  const page = <ErrorPage status={status} requestId={requestId} isFramed={Boolean(root?.signedIn)} />;
  if (!root?.signedIn) return page;
  return (
    <AppShell {...root.signedIn} theme={root.theme}>
      {page}
    </AppShell>
  );
}
