export { todaysListAddress, useToday } from './today-api.ts';
