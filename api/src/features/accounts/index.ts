import type { Request } from 'express';
import type { Actor } from '../../platform/actor.ts';
import type { Api } from '../../platform/api.ts';
import type { Job } from '../../platform/jobs.ts';
import type { Services } from '../../platform/services.ts';

export async function actorOf(_request: Request): Promise<Actor | undefined> {
  return undefined;
}
export function registerAccounts(_api: Api, _services: Services): void {}
export const accountJobs = (_services: Services): Job[] => [];
