/** What must hold on every screen: no accessibility finding, targets a finger can hit, nothing beyond the edge. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Our own rule; WCAG 2.2 AA asks for 24. */
export const TARGET_MIN_PX = 48;

/** One line per finding: rule, element, what is wrong. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  );
}

/**
 * Visible things to press or type into whose target is smaller than 48 × 48 px. A field's target is its
 * label or frame where that is larger; a link inside a sentence is exempt, as in WCAG 2.5.8.
 */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((min) => {
    const wanted =
      'button, a[href], input:not([type=hidden]), select, textarea, [role=button], [role=tab], [role=switch], [role=radio], [role=option], [role=menuitem]';
    return [...document.querySelectorAll<HTMLElement>(wanted)].flatMap((element) => {
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (style.visibility === 'hidden' || box.width <= 1 || box.height <= 1) return [];
      if (element.closest('[inert], [aria-hidden=true], [data-hidden]') || style.display === 'inline') return [];
      const frames = [
        element,
        element.closest('label'),
        element.parentElement?.closest<HTMLElement>('[role=group], [data-target]'),
      ]
        .filter((frame): frame is HTMLElement => Boolean(frame))
        .map((frame) => frame.getBoundingClientRect());
      const isLarge = frames.some((frame) => Math.round(frame.width) >= min && Math.round(frame.height) >= min);
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
      return isLarge
        ? []
        : [`${element.tagName.toLowerCase()} "${name}" ${Math.round(box.width)}×${Math.round(box.height)}`];
    });
  }, TARGET_MIN_PX);
}

/** How many pixels the page is wider than its window. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
