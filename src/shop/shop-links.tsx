/**
 * Addresses of the shop and ways to them. The router library knows the pages of one app by type, and that
 * is the tablet's; here the shop's are said.
 */
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';

export type ShopAddress = '/' | '/stores' | '/cart' | '/orders' | `/items/${string}` | `/orders/${string}`;

interface ShopLinkProps {
  readonly to: ShopAddress;
  readonly className?: string;
  readonly children: ReactNode;
  readonly 'aria-label'?: string;
}

export const ShopLink = Link as unknown as (props: ShopLinkProps) => ReactNode;

export function useGo(): (to: ShopAddress) => void {
  const navigate = useNavigate() as (to: { readonly to: string }) => Promise<void>;
  return useCallback((to) => void navigate({ to }), [navigate]);
}
