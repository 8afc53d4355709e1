import { useEffect, useRef, useState, type PointerEvent } from "react";
import { pad, padLimits, type Stroke } from "../../core/signed-receipt";

/** A box to sign in: what is drawn is posted as whole numbers under `name`. Without script it does nothing, and the tick below signs. */
export function SignaturePad({ name, label, clear }: { name: string; label: string; clear: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [strokes, setStrokes] = useState<Stroke[]>([]);
  const isDown = useRef(false);
  useEffect(() => draw(canvas.current, strokes), [strokes]);
  const at = (event: PointerEvent<HTMLCanvasElement>): [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
    return [within(((event.clientX - box.left) / box.width) * pad.width, pad.width), within(((event.clientY - box.top) / box.height) * pad.height, pad.height)];
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    if (strokes.length >= padLimits.strokesMax) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    isDown.current = true;
    const point = at(event);
    setStrokes((before) => [...before, point]);
  };
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!isDown.current) return;
    const point = at(event);
    setStrokes((before) => (before.reduce((sum, one) => sum + one.length, 0) / 2 >= padLimits.pointsMax ? before : [...before.slice(0, -1), [...(before.at(-1) ?? []), ...point]]));
  };
  return (
    <div className="pad">
      <canvas
        ref={canvas} width={pad.width} height={pad.height} role="img" aria-label={label}
        onPointerDown={begin} onPointerMove={go} onPointerUp={() => (isDown.current = false)} onPointerCancel={() => (isDown.current = false)}
      />
      <input type="hidden" name={name} value={strokes.length === 0 ? "" : JSON.stringify(strokes)} readOnly />
      <button type="button" className="pad-clear" onClick={() => setStrokes([])}>{clear}</button>
    </div>
  );
}

function draw(canvas: HTMLCanvasElement | null, strokes: readonly Stroke[]): void {
  const context = canvas?.getContext("2d");
  if (!context) return;
  context.clearRect(0, 0, pad.width, pad.height);
  Object.assign(context, { lineWidth: 6, lineCap: "round", lineJoin: "round", strokeStyle: "#111" });
  for (const stroke of strokes) {
    context.beginPath();
    context.moveTo(stroke[0] ?? 0, stroke[1] ?? 0);
    for (let index = 0; index < stroke.length; index += 2) context.lineTo(stroke[index] ?? 0, stroke[index + 1] ?? 0);
    context.stroke();
  }
}
