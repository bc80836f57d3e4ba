export const register = {
  title: 'What we keep about you',
  lead: 'Everything about people in the system: what it is, why we have it and for how long. Nothing else is kept.',
  link: 'How we handle personal data',
  who: 'About',
  why: 'Why',
  months: 'Months that names remain',
  kept: 'How long',
  people: { pupils: 'pupils', teachers: 'teachers', staff: 'staff at the media centre' },
  purpose: {
    log_in: 'So that you can log in.',
    lend: 'So that we can lend.',
    count: 'To count what is used.',
    trace_changes: 'To see who changed what.',
    run: 'To keep the system running and safe.',
  },
  period: {
    minutes_one: '{{count}} minute',
    minutes_other: '{{count}} minutes',
    hours_one: '{{count}} hour',
    hours_other: '{{count}} hours',
    last_login_one: '{{count}} month after the last login',
    last_login_other: '{{count}} months after the last login',
    closed_one: '{{count}} month after the loan was closed',
    closed_other: '{{count}} months after the loan was closed',
    made_one: '{{count}} month',
    made_other: '{{count}} months',
    while_account: 'As long as the account exists',
    always: 'Until further notice',
  },
  thing: {
    pupil_account: {
      name: 'Pupils’ accounts',
      text: 'A code that can only be worked out one way from the pupil’s account, and the school. No name.',
    },
    teacher_account: {
      name: 'Teachers’ and staff’s accounts',
      text: 'Name, e-mail and school, as the school’s login sends them.',
    },
    role_grant: {
      name: 'Roles that the media centre has given',
      text: 'Who is staff or administrator.',
    },
    session: {
      name: 'Logins',
      text: 'When you logged in and when you were last here. Neither address nor browser.',
    },
    login_attempt: {
      name: 'Logins that have begun',
      text: 'Holds the login together while you are at the school’s login.',
    },
    used_assertion: {
      name: 'Login answers that were used',
      text: 'The number of the answer from the school, so that nobody can use it a second time.',
    },
    login_test: {
      name: 'Test logins',
      text: 'What the school’s login sends when an administrator tries it, so that it can be set up.',
    },
    login_limit: {
      name: 'Counters against overload',
      text: 'A code of the network address that counts logins. It stands together with no person.',
    },
    loan_borrower: {
      name: 'Who borrows',
      text: 'Name and e-mail of whoever booked, so that we can reach you about the loan.',
    },
    loan_message: {
      name: 'Messages about loans',
      text: 'What you and the media centre write to each other about a loan.',
    },
    loan_statistics: {
      name: 'Statistics of loans',
      text: 'School, class, number of pupils and what was borrowed. No names.',
    },
    unit_history: {
      name: 'The history of units',
      text: 'Who of the staff changed something about a unit, and what they wrote.',
    },
    audit_trail: {
      name: 'Log of changes',
      text: 'What staff have changed, with their names. The log cannot be changed.',
    },
  },
  rights: 'Your rights',
  rightsText: 'You can fetch everything about you as a file, or remove your account, at any time.',
  toAccount: 'To your account',
  ask: 'Questions about personal data? Write to',
};
