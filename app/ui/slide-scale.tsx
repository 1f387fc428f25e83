import { useEffect, useRef, useState, type FormEvent, type PointerEvent } from "react";
import { NumberScale, type NumberScaleProps } from "./choices";
import "./slide-scale.css";

/**
 * A number scale with a rail to slide along. The numbers are the answer: tapped, walked with the arrow keys, read aloud,
 * and there without JavaScript. The rail only chooses among them, and has no thumb before somebody has chosen.
 */
export function SlideScale(props: NumberScaleProps) {
  const { from, to, defaultValue } = props;
  const box = useRef<HTMLDivElement>(null);
  const [isReady, setReady] = useState(false);
  const [chosen, setChosen] = useState(defaultValue === undefined ? null : Number(defaultValue));

  useEffect(() => {
    setReady(true);
    const before = box.current?.querySelector<HTMLInputElement>("input:checked");
    if (before) setChosen(Number(before.value));
  }, []);

  function choose(value: number) {
    const radio = box.current?.querySelector<HTMLInputElement>(`input[value="${value}"]`);
    if (!radio) return;
    radio.checked = true;
    setChosen(value);
  }

  function slide(event: PointerEvent<HTMLDivElement>) {
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture(event.pointerId);
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const steps = to - from + 1;
    const step = Math.floor(((event.clientX - left) / width) * steps);
    choose(from + Math.min(steps - 1, Math.max(0, step)));
  }

  const share = chosen === null ? null : (chosen - from + 0.5) / (to - from + 1);
  return (
    <div
      ref={box}
      className="slide-scale"
      onChange={({ target }: FormEvent<HTMLDivElement>) => {
        if (target instanceof HTMLInputElement) setChosen(Number(target.value));
      }}
    >
      <NumberScale {...props}>
        {isReady && (
          <div className="slide-rail" aria-hidden="true" onPointerDown={slide} onPointerMove={slide}>
            <span className="slide-line" />
            {share !== null && <span className="slide-thumb" style={{ left: `${share * 100}%` }} />}
          </div>
        )}
      </NumberScale>
    </div>
  );
}
