// @vitest-environment happy-dom
/** Head office as somebody works in it, over a fake server: by role and name. */
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OfficeApp } from '../../src/office/index.ts';
import { setLanguage, ToastRegion } from '../../src/ui/index.ts';
import { createFakeOffice, type FakeOffice } from './fake-office.ts';

// Machines that build and test at once are slow; nothing here is about speed.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

function open(office: FakeOffice) {
  render(
    <>
      <OfficeApp fetch={office.fetch} />
      <ToastRegion />
    </>,
  );
}
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  setLanguage('en');
  window.location.hash = '';
});
afterEach(() => {
  cleanup();
});

describe('the door', () => {
  test('somebody signs in and finds the shop', async () => {
    open(createFakeOffice({ isSignedIn: false }));
    expect(await screen.findByRole('heading', { name: 'Welcome back' })).toBeTruthy();
    type('E-mail', ' office@linden-row.example ');
    type('Password', 'a long password');
    press('Sign in');
    expect(await screen.findByRole('heading', { name: 'Linden & Row' })).toBeTruthy();
  });

  test('a wrong password is said kindly, and the form stays', async () => {
    open(createFakeOffice({ isSignedIn: false }));
    await screen.findByRole('heading', { name: 'Welcome back' });
    type('E-mail', 'office@linden-row.example');
    type('Password', 'wrong');
    press('Sign in');
    expect((await screen.findByRole('alert')).textContent).toContain('do not match');
    expect((screen.getByLabelText('E-mail') as HTMLInputElement).value).toBe('office@linden-row.example');
  });

  test('the first administrator redeems the one-time link and is inside', async () => {
    window.location.hash = '#setup=abcdefghijklmnopqrstuvwxyz';
    const office = createFakeOffice({ isSignedIn: false });
    open(office);
    await screen.findByRole('heading', { name: 'Set up head office' });
    type('Your name', 'Robin');
    type('E-mail', 'nonsense');
    type('Choose a password', 'short');
    press('Create account');
    expect(await screen.findByText('That is 5 of at least 12 characters.')).toBeTruthy();
    expect(screen.getByText('This does not look like an e-mail address.')).toBeTruthy();
    expect(office.done).toEqual([]);
    type('E-mail', 'office@linden-row.example');
    type('Choose a password', 'a long password');
    press('Create account');
    expect(await screen.findByRole('heading', { name: 'Linden & Row' })).toBeTruthy();
    expect(office.done).toEqual(['POST /api/office/setup', 'POST /api/auth/sign-in/email']);
    expect(window.location.hash).toBe('');
  });

  test('a server out of reach is said, and asked again', async () => {
    const office = createFakeOffice();
    office.isReachable = false;
    open(office);
    expect(await screen.findByText(/Stores go on selling/)).toBeTruthy();
    office.isReachable = true;
    press('Try again');
    expect(await screen.findByRole('heading', { name: 'Linden & Row' })).toBeTruthy();
  });

  test('speaks Chinese for Taiwan and for the mainland', async () => {
    open(createFakeOffice());
    await screen.findByRole('heading', { name: 'Sales today' });
    act(() => setLanguage('zh-TW'));
    expect(screen.getByRole('heading', { name: '今日銷售' })).toBeTruthy();
    act(() => setLanguage('zh-CN'));
    expect(screen.getByRole('heading', { name: '门店与平板' })).toBeTruthy();
  });

  test('whose session ended stands at the door with the reason', async () => {
    const office = createFakeOffice();
    open(office);
    await screen.findByRole('heading', { name: 'People' });
    office.isSignedIn = false;
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect((await screen.findByRole('alert')).textContent).toContain('no longer signed in');
  });
});

describe('the page', () => {
  let office: FakeOffice;
  beforeEach(async () => {
    office = createFakeOffice();
    open(office);
    await screen.findByRole('heading', { name: 'Sales today' });
  });

  test('shows each store in its own money, and the list behind the sum', async () => {
    const today = screen.getByRole('region', { name: 'Sales today' });
    expect(within(today).getByText(/€2,769\.00 · \$4,153\.07/)).toBeTruthy();
    fireEvent.click(within(today).getByRole('button', { name: /Amsterdam/ }));
    const sheet = await screen.findByRole('dialog', { name: 'Sales at Amsterdam' });
    expect(await within(sheet).findByText('AMS1A-000207')).toBeTruthy();
    expect(within(sheet).getByText('−€92.50')).toBeTruthy();
    expect(within(sheet).getByText('Return')).toBeTruthy();
    expect(within(sheet).getByText(/13:31 · Sanne Verhoef/)).toBeTruthy();
  });

  test('tells of each register when it was heard, what it holds and what it runs', () => {
    const row = within(screen.getByRole('table', { name: /Amsterdam/ })).getByRole('row', { name: /Front counter/ });
    expect(within(row).getByText('In touch')).toBeTruthy();
    expect(within(row).getByText('Just now')).toBeTruthy();
    expect(within(row).getByText('3')).toBeTruthy();
    expect(within(row).getByText(/Build b1 · older/)).toBeTruthy();
    const fresh = within(screen.getByRole('table', { name: /New York/ })).getByRole('row', { name: /Front counter/ });
    expect(within(fresh).getByText('No tablet yet')).toBeTruthy();
  });

  test('offers a code with a QR, makes another for a browser tab, and sees the tablet arrive', async () => {
    const table = screen.getByRole('table', { name: /Amsterdam/ });
    fireEvent.click(within(table).getByRole('button', { name: 'Enrol a tablet at Front counter AMS1' }));
    const dialog = await screen.findByRole('dialog', { name: 'Enrol Front counter AMS1' });
    expect((await within(dialog).findByRole('status', { name: 'Enrolment code' })).textContent).toBe('K7QM-3FXD');
    expect(within(dialog).getByRole('img', { name: /QR code/ })).toBeTruthy();
    expect(within(dialog).getByText(/Valid for \d+:\d\d/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('switch', { name: /browser tab/ }));
    await waitFor(() =>
      expect(within(dialog).getByRole('status', { name: 'Enrolment code' }).textContent).toBe('TABS-2345'),
    );
    const [first, ...others] = office.overview.registers;
    if (first === undefined) throw new Error('the shop has a register');
    const arrived = { ...first.incarnations[0], incarnation: 2, series: 'AMS1B', state: 'active' };
    office.overview = {
      ...office.overview,
      registers: [{ ...first, incarnations: [arrived as never, ...first.incarnations] }, ...others],
    };
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(await within(dialog).findByText('Front counter is enrolled')).toBeTruthy();
  });

  test('shuts a lost tablet out only after a hold', async () => {
    press('Details of Front counter AMS1');
    const sheet = await screen.findByRole('dialog', { name: 'Front counter AMS1' });
    const button = within(sheet).getByRole('button', { name: 'Hold to revoke' });
    fireEvent.keyDown(button, { key: 'Enter' });
    fireEvent.keyUp(button, { key: 'Enter' });
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(office.done).toEqual([]);
    fireEvent.keyDown(button, { key: 'Enter' });
    await waitFor(() => expect(office.done).toEqual(['POST /api/office/incarnations/revoke']));
    expect(await within(sheet).findByText('Revoked')).toBeTruthy();
  });

  test('adds a register, and says so where its code is taken', async () => {
    press('Add register · New York');
    const dialog = await screen.findByRole('dialog', { name: 'Add register · New York' });
    type('Name', 'Home floor');
    type('Code', 'nyc');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Add register' }));
    expect(await within(dialog).findByText(/ending in a digit\.$/)).toBeTruthy();
    type('Code', 'nyc2');
    office.refuseNext = { path: '/registers', status: 409, code: 'register-code-taken' };
    fireEvent.click(within(dialog).getByRole('button', { name: 'Add register' }));
    expect(await within(dialog).findByText(/Another register has this code/)).toBeTruthy();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Add register' }));
    expect(await screen.findByRole('row', { name: /Home floor/ })).toBeTruthy();
  });

  test('adds a person, gives them a store and a PIN', async () => {
    press('Add person');
    const sheet = await screen.findByRole('dialog', { name: 'Add person' });
    fireEvent.click(within(sheet).getByRole('button', { name: 'Add person' }));
    expect(await within(sheet).findByText('Type a name.')).toBeTruthy();
    type('Name', 'Noor');
    fireEvent.click(within(sheet).getByRole('radio', { name: 'Supervisor' }));
    fireEvent.click(within(sheet).getByRole('switch', { name: 'New York' }));
    fireEvent.click(within(sheet).getByRole('button', { name: 'Add person' }));
    const opened = await screen.findByRole('dialog', { name: 'Noor' });
    expect(office.overview.associates.at(-1)).toMatchObject({ name: 'Noor', role: 'supervisor' });
    type('New PIN', '12');
    fireEvent.click(within(opened).getByRole('button', { name: 'Set PIN' }));
    expect(await within(opened).findByText('Four to eight digits, please.')).toBeTruthy();
    type('New PIN', '２４６８');
    const set = within(opened).getByRole('button', { name: 'Set PIN' });
    set.focus();
    fireEvent.click(set);
    expect(await screen.findByText('PIN of Noor is set')).toBeTruthy();
    // A button that goes dead while it works would drop the focus, and Escape with it.
    expect(document.activeElement).toBe(set);
    expect(office.overview.associates.at(-1)?.hasPin).toBe(true);
  });

  test('names what waits for a person and what to do about it', async () => {
    const list = await screen.findByRole('list', { name: 'Needs a look' });
    expect(within(list).getByText('Sold more than the books had')).toBeTruthy();
    expect(within(list).getByText(/Count this shelf/)).toBeTruthy();
    expect(within(list).getByText('An entry is set aside')).toBeTruthy();
    expect(within(list).queryByText('hidden')).toBeNull();
  });

  test('exports a period the browser can fetch, and none that makes no sense', () => {
    const link = () => screen.getByText('Download CSV').closest('a');
    expect(link()?.getAttribute('href')).toBe('/api/office/sales.csv?from=2026-02-28&to=2026-03-13');
    type('From', '2026-03-20');
    expect(link()?.getAttribute('href')).toBeNull();
    expect(screen.getByText('The first day must not be after the last.')).toBeTruthy();
    type('From', '2024-03-01');
    expect(screen.getByText('Choose one year at most.')).toBeTruthy();
  });

  test('keeps what it shows when the line goes down, and says how old it is', async () => {
    office.isReachable = false;
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(await screen.findByText(/Not updated since/)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'People' })).toBeTruthy();
    office.isReachable = true;
    press('Try again');
    await waitFor(() => expect(screen.queryByText(/Not updated since/)).toBeNull());
  });

  test('a proxy’s page is not taken for an answer', async () => {
    cleanup();
    render(<OfficeApp fetch={async () => new Response('<html>Welcome to the hotel</html>')} />);
    expect(await screen.findByText(/does not understand/)).toBeTruthy();
  });
});
