import { rolesToGive, standingOf } from './standing.ts';

describe('what somebody is', () => {
  it('comes from the rules unless the centre has given more', () => {
    expect(standingOf({ role: 'teacher', byRules: 'teacher' })).toEqual({
      role: 'teacher',
      from: 'rules',
      waits: false,
    });
    expect(standingOf({ role: 'admin', byRules: 'teacher', granted: 'admin' })).toEqual({
      role: 'admin',
      from: 'grant',
      waits: false,
    });
    expect(standingOf({ role: 'staff', byRules: 'staff', granted: 'educator' }).from).toBe('rules');
  });

  it('waits for the next login when a role has been given or taken back since the last', () => {
    expect(standingOf({ role: 'teacher', byRules: 'teacher', granted: 'staff' })).toMatchObject({
      role: 'staff',
      waits: true,
    });
    expect(standingOf({ role: 'staff', byRules: 'teacher' })).toEqual({
      role: 'teacher',
      from: 'rules',
      waits: true,
    });
  });

  it('is given more of, and never what the rules give anyway', () => {
    expect(rolesToGive({ byRules: 'educator' })).toEqual(['staff', 'admin']);
    expect(rolesToGive({ byRules: 'admin' })).toEqual([]);
  });
});
