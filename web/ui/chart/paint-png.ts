const MARGIN = 16;
const HEAD = 34;
/** Sharp on a slide. */
const RATIO = 2;

/** The picture as it is seen now, colours and letters of the theme among it, with its title over it; null when the browser gives none. */
export async function paintPng(svg: SVGSVGElement, title: string): Promise<Blob | null> {
  const { width, height } = svg.viewBox.baseVal;
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil((width + MARGIN * 2) * RATIO);
  canvas.height = Math.ceil((height + MARGIN * 2 + HEAD) * RATIO);
  const brush = canvas.getContext('2d');
  if (!brush) return null;
  const page = getComputedStyle(document.documentElement);
  brush.scale(RATIO, RATIO);
  brush.fillStyle = page.getPropertyValue('--surface');
  brush.fillRect(0, 0, width + MARGIN * 2, height + MARGIN * 2 + HEAD);
  brush.translate(MARGIN, MARGIN);
  brush.fillStyle = page.getPropertyValue('--ink');
  brush.font = `700 16px ${page.getPropertyValue('--font-heading')}`;
  brush.fillText(title, 0, 18, width);
  brush.translate(0, HEAD);
  for (const mark of svg.children) paintMark(brush, mark);
  return new Promise((done) => canvas.toBlob(done, 'image/png'));
}

/** One mark by the style it has on the screen. */
function paintMark(brush: CanvasRenderingContext2D, mark: Element): void {
  const look = getComputedStyle(mark);
  const number = (name: string): number => Number(mark.getAttribute(name) ?? 0);
  brush.fillStyle = look.fill === 'none' ? 'transparent' : look.fill;
  brush.globalAlpha = Number(look.fillOpacity);
  if (mark.tagName === 'text') {
    brush.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
    const sides = { start: 'left', middle: 'center', end: 'right' } as const;
    brush.textAlign = sides[mark.getAttribute('text-anchor') as keyof typeof sides];
    brush.fillText(mark.textContent ?? '', number('x'), number('y'));
    return;
  }
  const shape = new Path2D(mark.getAttribute('d') ?? '');
  if (mark.tagName === 'rect') shape.rect(number('x'), number('y'), number('width'), number('height'));
  brush.fill(shape);
  brush.globalAlpha = 1;
  if (look.stroke === 'none') return;
  brush.strokeStyle = look.stroke;
  brush.lineWidth = Number.parseFloat(look.strokeWidth);
  const dashes = look.strokeDasharray.match(/[\d.]+/gu) ?? [];
  brush.setLineDash(dashes.map(Number));
  brush.stroke(shape);
}
