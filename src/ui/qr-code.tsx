/** A QR code as one path. Always dark on white, whatever the theme: cameras expect it so. */
import { encode } from 'uqr';

export function QrCode(props: { readonly text: string; readonly label: string; readonly className?: string }) {
  const { data, size } = encode(props.text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={props.className}
    >
      <path d={`M0 0h${size}v${size}H0z`} fill="#ffffff" />
      <path d={path} fill="#1c1a16" />
    </svg>
  );
}
