/** The day report. */
export { ReportScreen } from './report-screen.tsx';
