// The drawing that the painters make with the SVG pen: the same strokes at the same places.
import { expect, test } from 'vitest';
import { createSvgPen } from '../../../client/ui/picture/svg-pen.ts';

const open = () =>
  createSvgPen({
    width: 100,
    height: 50,
    title: 'A <room> & "more"',
    measure: (text) => ({ width: text.length * 6 }) as TextMetrics,
    colour: (css) => css,
  });

/** The elements of a drawing, without its head. */
const drawn = (paint: (pen: ReturnType<typeof open>['pen']) => void): string => {
  const { pen, document } = open();
  paint(pen);
  return document()
    .replace(/^.*<\/title>/, '')
    .replace('</svg>\n', '');
};

test('[X8] a drawing has the size of the picture and says what it is', () => {
  expect(open().document()).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50" viewBox="0 0 100 50" role="img">' +
      '<title>A &lt;room&gt; &amp; &quot;more&quot;</title></svg>\n',
  );
});

test('[X8] a light line is where the painter put it, in its colour, dashed and faint as it was', () => {
  const line = drawn((pen) => {
    pen.strokeStyle = '#fc0';
    pen.lineWidth = 2;
    pen.globalAlpha = 0.5;
    pen.setLineDash([6, 3]);
    pen.beginPath();
    pen.moveTo(10, 20.004);
    pen.lineTo(90, 40.126);
    pen.stroke();
  });
  expect(line).toBe(
    '<path d="M10 20L90 40.13" fill="none" stroke="#fc0" stroke-width="2" stroke-opacity="0.5" stroke-dasharray="6 3"/>',
  );
});

test('[X8] what is clipped is clipped until restored, and what was set before holds again', () => {
  const { pen, document } = open();
  pen.fillStyle = 'red';
  pen.save();
  pen.beginPath();
  pen.rect(0, 10, 100, 40);
  pen.clip();
  pen.fillStyle = 'blue';
  pen.fillRect(1, 2, 3, 4);
  pen.restore();
  pen.fillRect(5, 6, 7, 8);
  expect(document()).toContain(
    [
      '<clipPath id="clip-1"><path d="M0 10h100v40h-100Z"/></clipPath>',
      '<g clip-path="url(#clip-1)">',
      '<rect x="1" y="2" width="3" height="4" fill="blue"/>',
      '</g>',
      '<rect x="5" y="6" width="7" height="8" fill="red"/>',
    ].join('\n'),
  );
});

test('[X8] words of people are text and nothing else', () => {
  const words = drawn((pen) => {
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.font = '600 12px "Inter", sans-serif';
    pen.fillText('</text><script>alert("\u0000\ud800")</script>', 10, 20);
  });
  expect(words).toBe(
    '<text x="10" y="20" text-anchor="middle" dominant-baseline="central" ' +
      'font-weight="600" font-size="12px" font-family="&quot;Inter&quot;, sans-serif" fill="#000">' +
      '&lt;/text&gt;&lt;script&gt;alert(&quot;&quot;)&lt;/script&gt;</text>',
  );
});

test('[X8] a disc is round, and nothing is drawn of a path that was not traced', () => {
  const disc = drawn((pen) => {
    pen.beginPath();
    pen.fill();
    pen.arc(10, 10, 4, 0, Math.PI * 2);
    pen.fill();
  });
  expect(disc).toBe('<path d="M6 10a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z" fill="#000"/>');
});
