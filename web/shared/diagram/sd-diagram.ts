// <sd-diagram>: a drawing with where its tokens stand and the way they came.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import { make } from '../dom';
import { say } from '../texts';
import './diagram.css';

export interface Token {
  element: string;
  count: number;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Canvas {
  zoom(to: 'fit-viewport', center: 'auto'): number;
  viewbox(box?: Box): { outer: { width: number; height: number } };
  addMarker(element: string, marker: string): void;
}

interface Overlays {
  add(element: string, overlay: { position: { top: number; left: number }; scale: { min: number }; html: HTMLElement }): void;
}

interface Drawn extends Box {
  type: string;
}

interface Registry {
  get(element: string): Drawn | undefined;
}

// Somebody works here, or in what is drawn inside; everything else waits for a message or a time.
const WORKED_ON = new Set(['bpmn:UserTask', 'bpmn:ManualTask', 'bpmn:Task', 'bpmn:CallActivity', 'bpmn:SubProcess']);

const SMALLEST_READABLE = 0.8;

/** The element; what is drawn is shown, never changed. */
export class DiagramElement extends HTMLElement {
  #viewer: NavigatedViewer | null = null;

  /** Show a drawing; elements it does not have are passed over. */
  async show(xml: string, tokens: Token[], passed: string[]): Promise<void> {
    this.#viewer?.destroy();
    const viewer = new NavigatedViewer({ container: this });
    this.#viewer = viewer;
    await viewer.importXML(xml);
    const canvas = viewer.get<Canvas>('canvas');
    const drawn = viewer.get<Registry>('elementRegistry');
    for (const element of passed.filter((id) => drawn.get(id))) canvas.addMarker(element, 'sd-passed');
    const here = tokens.flatMap(({ element, count }) => {
      const shape = drawn.get(element);
      return shape ? [{ element, count, shape, worked: WORKED_ON.has(shape.type) }] : [];
    });
    for (const token of here) this.#mark(viewer, token);
    fit(canvas, (here.find(({ worked }) => worked) ?? here[0])?.shape);
  }

  /** Show all of the drawing, however small. */
  whole(): void {
    this.#viewer?.get<Canvas>('canvas').zoom('fit-viewport', 'auto');
  }

  #mark(viewer: NavigatedViewer, { element, count, worked }: Token & { worked: boolean }): void {
    viewer.get<Canvas>('canvas').addMarker(element, worked ? 'sd-here' : 'sd-waiting');
    const words = say(worked ? 'diagram_here' : 'diagram_waits');
    const badge = make('span', { class: worked ? 'sd-token' : 'sd-token waiting' }, count > 1 ? `${words} ${count}` : words);
    viewer.get<Overlays>('overlays').add(element, { position: { top: -14, left: -8 }, scale: { min: 1 }, html: badge });
  }
}

/** Show all of a small drawing; of a large one, what is around the token, large enough to be read. */
function fit(canvas: Canvas, here: Box | undefined): void {
  if (canvas.zoom('fit-viewport', 'auto') >= SMALLEST_READABLE || !here) return;
  const { outer } = canvas.viewbox();
  const [width, height] = [outer.width / SMALLEST_READABLE, outer.height / SMALLEST_READABLE];
  canvas.viewbox({ x: here.x + here.width / 2 - width / 2, y: here.y + here.height / 2 - height / 2, width, height });
}

customElements.define('sd-diagram', DiagramElement);

declare global {
  interface HTMLElementTagNameMap {
    'sd-diagram': DiagramElement;
  }
}
