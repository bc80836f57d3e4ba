// `thing` by what is kept, as the contracts name it: what it is, and why the centre has it.
export const register = {
  title: 'Vad vi sparar om dig',
  lead: 'Allt som finns om människor i systemet: vad det är, varför vi har det och hur länge. Inget annat sparas.',
  link: 'Så hanterar vi personuppgifter',
  who: 'Gäller',
  why: 'Varför',
  months: 'Månader som namnen står kvar',
  kept: 'Hur länge',
  people: { pupils: 'elever', teachers: 'lärare', staff: 'personal på mediecentralen' },
  purpose: {
    log_in: 'För att du ska kunna logga in.',
    lend: 'För att kunna låna ut.',
    count: 'För att kunna räkna vad som används.',
    trace_changes: 'För att kunna se vem som ändrade vad.',
    run: 'För att hålla systemet i drift och säkert.',
  },
  period: {
    minutes_one: '{{count}} minut',
    minutes_other: '{{count}} minuter',
    hours_one: '{{count}} timme',
    hours_other: '{{count}} timmar',
    last_login_one: '{{count}} månad efter senaste inloggningen',
    last_login_other: '{{count}} månader efter senaste inloggningen',
    closed_one: '{{count}} månad efter att lånet avslutades',
    closed_other: '{{count}} månader efter att lånet avslutades',
    made_one: '{{count}} månad',
    made_other: '{{count}} månader',
    while_account: 'Så länge kontot finns',
    always: 'Tills vidare',
  },
  thing: {
    pupil_account: {
      name: 'Elevers konton',
      text: 'En kod som bara går att räkna fram åt ett håll ur elevens konto, och skolan. Inget namn.',
    },
    teacher_account: {
      name: 'Lärares och personals konton',
      text: 'Namn, e-post och skola, så som skolans inloggning skickar dem.',
    },
    role_grant: {
      name: 'Roller som mediecentralen har gett',
      text: 'Vem som är personal eller administratör.',
    },
    session: {
      name: 'Inloggningar',
      text: 'När du loggade in och när du senast var här. Varken adress eller webbläsare.',
    },
    login_attempt: {
      name: 'Påbörjade inloggningar',
      text: 'Knyter ihop inloggningen här med skolans, medan du loggar in.',
    },
    used_assertion: {
      name: 'Använda inloggningssvar',
      text: 'Numret på svaret från skolan, så att ingen kan använda det en gång till.',
    },
    login_test: {
      name: 'Provinloggningar',
      text: 'Det som skolans inloggning skickar när en administratör provar den, så att den går att ställa in.',
    },
    login_limit: {
      name: 'Räknare mot överbelastning',
      text: 'En kod av nätadressen, som räknar inloggningar. Den hör inte ihop med någon person.',
    },
    loan_borrower: {
      name: 'Vem som lånar',
      text: 'Namn och e-post på den som har bokat, så att vi kan nå dig om lånet.',
    },
    loan_message: {
      name: 'Meddelanden om lån',
      text: 'Det som du och mediecentralen skriver till varandra om ett lån.',
    },
    loan_statistics: {
      name: 'Statistik över lån',
      text: 'Skola, klass, antal elever och vad som lånades. Inga namn.',
    },
    unit_history: {
      name: 'Exemplarens historia',
      text: 'Vem i personalen som ändrade något med ett exemplar, och vad de skrev.',
    },
    audit_trail: {
      name: 'Logg över ändringar',
      text: 'Vad personalen har ändrat, med namn. Loggen går inte att ändra.',
    },
  },
  rights: 'Dina rättigheter',
  rightsText: 'Du kan när som helst hämta allt om dig som en fil, eller ta bort ditt konto.',
  toAccount: 'Till ditt konto',
  ask: 'Frågor om personuppgifter? Skriv till',
};
