import { type Role, roles } from '@mediecentral/contracts';

const rank = (role: Role) => roles.indexOf(role);

export const higherRole = (one: Role, other: Role): Role => (rank(other) > rank(one) ? other : one);

export const lowerRole = (one: Role, other: Role): Role => (rank(other) < rank(one) ? other : one);

export const rolesAbove = (role: Role): Role[] => roles.slice(rank(role) + 1);
