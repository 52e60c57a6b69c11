/** A finger that draws a row far towards the start takes it away. Buttons do the same for everybody else. */
import { type PointerEvent as ReactPointerEvent, useRef } from 'react';

const FAR_PX = 110;
const STRAIGHT_PX = 40;

export function useSwipeAway(onAway: () => void) {
  const from = useRef<{ x: number; y: number; id: number } | null>(null);
  const settle = (element: HTMLElement) => {
    from.current = null;
    element.style.transform = '';
  };
  return {
    onPointerDown(event: ReactPointerEvent<HTMLElement>) {
      if (event.pointerType === 'touch') from.current = { x: event.clientX, y: event.clientY, id: event.pointerId };
    },
    onPointerMove(event: ReactPointerEvent<HTMLElement>) {
      const start = from.current;
      if (!start || start.id !== event.pointerId) return;
      const across = event.clientX - start.x;
      if (Math.abs(event.clientY - start.y) > STRAIGHT_PX) return settle(event.currentTarget);
      event.currentTarget.style.transform = across < -12 ? `translateX(${across}px)` : '';
    },
    onPointerUp(event: ReactPointerEvent<HTMLElement>) {
      const start = from.current;
      settle(event.currentTarget);
      if (start && event.clientX - start.x < -FAR_PX) onAway();
    },
    onPointerCancel(event: ReactPointerEvent<HTMLElement>) {
      settle(event.currentTarget);
    },
  };
}
