import { Component, useEffect, useId, useState } from "react";
import type { ComponentType, ReactNode } from "react";
import { LinkButton } from "./button";
import { Icon } from "./icon";
import "./chart-frame.css";

interface ChartFrameProps<Props extends object> {
  title: string;
  /** One sentence that says what the chart shows. */
  finding: ReactNode;
  /** The same numbers, as a TwinTable. */
  table: ReactNode;
  /** Imports the chart's module: a module constant, so that recharts stays in a chunk of its own. */
  chart: () => Promise<{ default: ComponentType<Props> }>;
  chartProps: Props;
  /** In pixels, kept free before the chart arrives. */
  height: number;
  csvHref?: string | undefined;
  /** Under the plot: a legend, the way to the denominator. */
  legend?: ReactNode;
}

/**
 * The plot is drawn in the browser alone; without JavaScript, or if it fails, the table is what shows.
 * Those who do not see the plot have the finding and the table, so nothing in it may take focus
 * (`accessibilityLayer={false}`).
 */
export function ChartFrame<Props extends object>(props: ChartFrameProps<Props>) {
  const { title, finding, table, chart, chartProps, height, csvHref, legend } = props;
  const titleId = useId();
  const Chart = useChart(chart);

  return (
    <figure className="chart-frame" aria-labelledby={titleId}>
      <figcaption className="chart-caption">
        <h2 id={titleId}>{title}</h2>
        <p className="chart-finding">{finding}</p>
      </figcaption>
      {csvHref && (
        <LinkButton
          className="chart-download"
          variant="quiet"
          size="small"
          icon="download"
          href={csvHref}
          label={`Download ${title} as CSV`}
          data-reload=""
        />
      )}
      <details className="chart-twin">
        <summary className="button button-quiet button-small">
          <Icon name="table" />
          Table<span className="visually-hidden"> of {title}</span>
        </summary>
        {table}
      </details>
      <div className="chart-plot" style={{ minHeight: height }}>
        {Chart === "failed" && table}
        {Chart && Chart !== "failed" && (
          <PlotBoundary instead={table}>
            <div style={{ height }} aria-hidden="true">
              <Chart {...chartProps} />
            </div>
          </PlotBoundary>
        )}
      </div>
      <noscript>{table}</noscript>
      {legend && <div className="chart-legend">{legend}</div>}
    </figure>
  );
}

interface PlotBoundaryProps {
  instead: ReactNode;
  children: ReactNode;
}

/** A plot that cannot be drawn gives its place to its numbers, and takes nothing else of the page with it. */
export class PlotBoundary extends Component<PlotBoundaryProps, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.instead : this.props.children;
  }
}

type Loaded<Props> = ComponentType<Props> | "failed" | null;

/** React.lazy would also run on the server, and drag the charts into every server render. */
function useChart<Props>(load: () => Promise<{ default: ComponentType<Props> }>): Loaded<Props> {
  const [loaded, setLoaded] = useState<Loaded<Props>>(null);
  useEffect(() => {
    let wanted = true;
    load().then(
      (module) => wanted && setLoaded(() => module.default),
      () => wanted && setLoaded("failed"),
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  return loaded;
}

interface TwinTableProps {
  caption: string;
  head: readonly string[];
  /** The first cell names its row; numbers align themselves right. */
  rows: readonly (readonly (string | number)[])[];
}

/** A chart's numbers, plainly. */
export function TwinTable({ caption, head, rows }: TwinTableProps) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must take the keyboard
    <div className="twin-scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="twin">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((words) => (
              <th key={words} scope="col">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, place) => (
                <td key={head[place + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
