export { useMunicipalities } from './organisation-api.ts';
export { SchoolSelect } from './school-select.tsx';
