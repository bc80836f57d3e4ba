export { useEquipmentModels, useEquipmentModelsById } from './equipment-api.ts';
export { EquipmentListPage } from './equipment-list-page.tsx';
export { EquipmentPage } from './equipment-page.tsx';
export { ModelCard } from './model-card.tsx';
