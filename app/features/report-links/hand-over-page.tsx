import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { CopyField } from "~/ui/copy-field";
import type { IconName } from "~/ui/icons/names";
import { Icon } from "~/ui/icon";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { reportLanguages } from "~/words/report-form";
import type { HandedReport } from "./hand-over";
import "./hand-over.css";

export interface HandedLink {
  link: string;
  qr: { modules: number; path: string };
}

interface HandOverPageProps {
  report: HandedReport;
  /** Shown once, in the answer that made it. */
  handed: HandedLink | null;
  refusal: string | null;
}

/** How the patient can answer without the desk: a link to take along, the clinic's tablet, or paper. */
export function HandOverPage({ report, handed, refusal }: HandOverPageProps) {
  const busy = useNavigation().state !== "idle";
  const { planId, reportId, whyNot } = report;
  return (
    <Page
      title="Let the patient answer"
      crumbs={<a href={paths.planReport(planId, { report: reportId })}>{report.what}</a>}
      meta={`${report.patient} · ${report.clinic}`}
    >
      <div className="hand-over">
        {refusal && (
          <Notice tone="error" title="Nothing was made." announce>
            {refusal}
          </Notice>
        )}
        {handed && <Handed handed={handed} />}
        {whyNot ? (
          <Notice tone="warn">{whyNot}</Notice>
        ) : (
          <>
            <Way icon="link" title="A link or QR code to take along">
              <p>
                It opens this one report, once, until the report’s last day. It names nobody. An earlier link
                to this report opens nothing any more.
              </p>
              <Form method="post">
                <Button
                  name="purpose"
                  value="handed-over"
                  variant={handed ? "secondary" : "primary"}
                  busy={busy}
                >
                  {handed ? "Make another" : "Make a link"}
                </Button>
              </Form>
            </Way>
            <Way icon="external" title="On this tablet, in the clinic">
              <p>
                Opens the form here and <strong>signs you out on this device</strong>, so that nobody gets
                from the form into Tendon. The form stays open for an hour. Sign in again when the tablet
                comes back.
              </p>
              <Form method="post" reloadDocument>
                <Button name="purpose" value="kiosk" busy={busy}>
                  Sign out and open the form
                </Button>
              </Form>
            </Way>
            <Way icon="print" title="On paper">
              <p>
                It names nobody. When it comes back,{" "}
                <a href={paths.paperReport()}>enter it under the code that is printed on it</a>.
              </p>
              <div className="hand-over-languages">
                {reportLanguages.map(({ code, name }) => (
                  <LinkButton
                    key={code}
                    href={paths.planReportPaper(planId, { report: reportId, language: code })}
                  >
                    Print: <span lang={code}>{name}</span>
                  </LinkButton>
                ))}
              </div>
            </Way>
            <Way icon="phone" title="On the phone">
              <p>Read the questions as they stand, and enter what is said.</p>
              <LinkButton href={paths.planReport(planId, { report: reportId })}>
                Open the questions
              </LinkButton>
            </Way>
          </>
        )}
      </div>
    </Page>
  );
}

function Way({ icon, title, children }: { icon: IconName; title: string; children: ReactNode }) {
  return (
    <section className="hand-over-way">
      <Icon name={icon} />
      <div>
        <h2>{title}</h2>
        {children}
      </div>
    </section>
  );
}

function Handed({ handed: { link, qr } }: { handed: HandedLink }) {
  // Four modules of quiet on each side, or cameras do not find it.
  const box = `-4 -4 ${qr.modules + 8} ${qr.modules + 8}`;
  return (
    <Notice tone="good" icon="link" title="Let the patient scan this, or send them the link." announce>
      <p>It is shown only now.</p>
      <div className="hand-over-handed">
        <svg className="hand-over-qr" viewBox={box} role="img" aria-label="QR code of the link">
          <rect x="-4" y="-4" width="100%" height="100%" fill="#fff" />
          <path d={qr.path} fill="#000" shapeRendering="crispEdges" />
        </svg>
        <CopyField label="One-time link" value={link} />
      </div>
    </Notice>
  );
}
