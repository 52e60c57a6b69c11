/** Head office's door: the app loads it lazily, under `/office`. */
export { OfficeApp } from './office-app.tsx';
