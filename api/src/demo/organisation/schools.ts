/**
 * The schools of Kalmar län with their school form and, where it is known, Skolverket's school unit code.
 * Source: Skolverket's register of school units, which is public.
 *
 * One line for each school: name; stages (F preschool class, 1 grades 1–3, 4 grades 4–6, 7 grades 7–9, G upper
 * secondary, V adult education, none for what teaches nobody); code.
 */
export const schoolsByMunicipality: Readonly<Record<string, string>> = {
  // Högsby
  '0821': `
    Fagerhults skola 1-6; F14;
    Fröviskolan 1-6; F14;
    Fröviskolan 6-9; 7; 78308250
    Fröviskolan 7-9; 7;
    Högsby utbildningscenter; V;
    Högsby utbildningscenter, SFI; V;
    Komvux; V;
    Komvux, särvux; V;
    Skyttefällaskolan 1-3; F1;
    Tallåsskolan 1-6; F14;
    Ugglemoskolan 1-6; F14;
  `,
  // Torsås
  '0834': `
    Bergkvara skola; F14;
    Frejaskolan; F147;
    Gullabo skola; F14; 37774645
    Söderåkra skola; F14;
    Torskolan H; 7; 99636909
    Torskolan LM; F14;
    Torsås korrespondensgymnasium 1; G;
    Torsås Korrespondensgymnasium 2; G;
  `,
  // Mörbylånga
  '0840': `
    Alunskolan; F14;
    Central Insamlingsenhet; ;
    Färjestadens Grundsärskola; F147;
    Färjestadens högstadium; 7; 40648796
    Färjestadens skola; F14;
    Glömmingeskolan; F14; 15553220
    Gårdbyskolan; F14; 12496321
    Mörbylånga vuxenskola; V;
    Skansenskolan; F14; 36651204
    Smaragdskolan; 7;
    Torslundaskolan; F14; 19041877
    Ölands Friskola; 7; 28562125
    Östra skolan, Mörbylånga; F14; 50029898
  `,
  // Hultsfred
  '0860': `
    Albäcksskolan 1; 7; 55252119
    Albäcksskolan 2; 7; 84230115
    Emådalskolan; F14;
    Hultsfreds gymnasium 1; G; 47046103
    Hultsfreds gymnasium 2; G;
    Hultsfreds gymnasium 3; G; 38167912
    Hultsfreds vuxenutbildning; V;
    Järnforsens skola; F14;
    Lindblomskolan 1; 7;
    Lindblomskolan 2; 14;
    Lindblomskolan 3; F14;
    Målilla skola; F14; 41017199
    Nya Centralskolan i Virserum AB; F14; 12289594
    Silverdalens skola; F14; 18484321
    Vena skola; F14;
  `,
  // Mönsterås
  '0861': `
    Alsteråskolan; 14;
    Fliseryds skola; F14; 12445033
    Krungårdsskolan; F14; 91778864
    Ljungnässkolan; F14;
    Mölstadskolan; F14;
    Mönsteråsgymnasiet; G;
    Mönsteråsgymnasiet IM; G;
    Mönsteråsgymnasiet Komvux; V;
    Parkskolan; 7; 84285512
    Skytteanska skolan; F14;
    Tillingeskolan; F14;
  `,
  // Emmaboda
  '0862': `
    Bjurbäcksskolan 7-9; 7; 37716305
    Bjurbäcksskolan F-6; F14;
    Central Insamlingsenhet; ;
    Emmaboda komvux; V;
    Emmaboda komvux, särvux; V;
    Johansfors skola F-6; F14; 21786908
    Lindås skola F-6; F14;
    Långasjö skola F-6; F14;
    SFI; V;
    Vilhelm Mobergsgymnasiet; G; 17846181
    Vissefjärda skola F-6; F14; 41013207
  `,
  // Kalmar
  '0880': `
    Axel Weüdelskolan 1; V;
    Axel Weüdelskolan 2; V;
    Calmare Internationella Skola; F147;
    Central Insamlingsenhet-Esplanadskolan; ;
    Central Insamlingsenhet-Skolmottagningsenheten; ;
    Dag Hammarskjöld Gymnasiet; G;
    Djurängsskolan; F14; 15356393
    Falkenbergsskolan; F14; 99856371
    Fria Läroverken i Kalmar; G;
    Funkaboskolan; F14; 21736926
    Gröndalsskolan; ;
    Hagbyskolan; F14;
    Halltorpsskolan; F14; 39111157
    Jenny Nyströmskolan 1 HT, RL, IM; G;
    Jenny Nyströmskolan 2 ES, NA; G;
    Jenny Nyströmskolan 3 GYSÄR; G;
    Jenny Nyströmskolan 4 BF, VO; G;
    Kalmar Centrumskola; 7; 87544967
    Kalmar waldorfskola; F14; 16517618
    Kalmarsundsskolan; F14;
    Kunskapsnavet Kalmar kommun; V;
    Lars Kaggskolan 1 NA, HV; G;
    Lars Kaggskolan 2 TE, VF; G;
    Lars Kaggskolan 3 IM; G;
    Lars Kaggskolan 4 BA, EE, FT; G;
    Lindsdalsskolorna; F14; 51848797
    Lindöskolan; F14;
    Ljungbyholmsskolan; F14;
    Montessoriskolan Regnbågen; F14; 16372076
    Naturbruksgymnasiet Kalmar 1; G;
    Naturbruksgymnasiet Kalmar 2; G;
    Nordic International School Kalmar; 7; 51786225
    Praktiska Gymnasiet Kalmar; G;
    Pårydsskolan; F14; 43442452
    Rinkabyholmsskolan; F14;
    Rocknebyskolan; F14;
    Smedbyskolan; F14; 27675952
    Solhagaskolan; 7;
    Stagneliusskolan 1 SA-M, SA-A, HA-A, IM-A; G;
    Stagneliusskolan 2 EK; G;
    Stagneliusskolan 3 SA-L, SA-R; G;
    Stagneliusskolan 4 HA, SA-B, SA-S; G;
    SYAB Transportgymnasium; G; 46241804
    Södermöreskolan; 7; 79012102
    Södra skolan; F14; 13936858
    Tallhagsskolan; 7; 74570653
    Thoren Framtid i Kalmar; F14;
    Trekantenskolan; F14;
    Tvärskogsskolan; F14;
    Vasaskolan; F14; 18784702
    Västra Skolan Kalmar; 7; 94235119
    Åbyskolan; F14;
  `,
  // Nybro
  '0881': `
    Alsterbro skola; F14; 62698200
    Fagerslättsskolan Fa01; F14;
    Fagerslättsskolan Fa02; 7; 20610380
    Flerohopp skola; F14; 46177012
    Hanemålaskolan; F14;
    Hanemålaskolan sär; F147;
    Kristvallabrunn skola; F14; 37839862
    Madesjöskolan Ma01; F14;
    Madesjöskolan Ma02; 7; 38198417
    Nybro Montessoriskola; F14; 12864383
    Nybro vuxenutbildning, komvux 1; V;
    Nybro vuxenutbildning, komvux 2; V;
    Nybro vuxenutbildning, komvux 3; V;
    Nybro vuxenutbildning, lärvux; V;
    Nybro vuxenutbildning, SFI; V;
    Orrefors skola; F14;
    Paradisskolan Pa01; F14;
    Paradisskolan Pa02; 7; 79650118
    Paradisskolan sär; F147;
    Västerängsskolan; F14;
    Åkrahällskolan Akra01; G;
    Åkrahällskolan Akra02; G; 12130801
    Åkrahällskolan Akra03; G;
    Örsjö skola; F14;
  `,
  // Oskarshamn
  '0882': `
    Bildningskontoret; ;
    Bockaraskolan; F14;
    Etec Teknikutbildning AB; G; 22383788
    Figeholmskolan; F14;
    Fårboskolan; 14;
    Kristdalaskolan; F14;
    Kristinebergskolan F-9; F147; 38052846
    Misterhults friskola; F14;
    Norra skolan F-6; F14;
    Oscarsgymnasiet A; G;
    Oscarsgymnasiet B; G;
    Oscarsgymnasiet B/VUX; V;
    Oscarsgymnasiet C; G;
    Oscarsgymnasiet C/VUX; V;
    Oscarsgymnasiet D; G;
    Oscarsgymnasiet D/VUX; V;
    Oscarsgymnasiet E; G;
    Oscarsgymnasiet/Lärvux; V;
    Oscarsgymnasiet/SFI; V;
    Oskarshamn grundsärskola; F147;
    Påskallavikskolan; F14; 42558848
    Rödsleskolan F-9; F147; 55569663
    Saltvikskolan; F14; 43214252
    Träningsskolan; F147;
    Vallhallaskolan F-9; F147; 65582914
  `,
  // Västervik
  '0883': `
    Alphaskolan; 7; 25749057
    Ankarsrums skola 7-9; 7; 72904597
    Ankarsrums skola F-6; F14; 17348981
    Blackstad skola; F14;
    Breviksskolan; F14; 40704885
    Ellen Keyskolan; 7; 27459423
    Fågelbärets grundsärskola; F147;
    Fågelbärets skola; F14;
    Gamlebygymnasiet; G; 14677676
    Gamlebyvikens friskola; F14; 80536102
    Gunnebo skola; F14; 42944182
    Himalajaskolan; F14;
    Kunskapsnavet Artista/Globala; V;
    Lidhemsskolan; F14;
    Ljungbergaskolan; F14;
    Loftahammars skola; F14;
    Ludvigsborgsskolan; 7; 16547623
    Ludvigsborgsskolans grundsärskola; F147;
    Marieborgsskolan; F14;
    Modersmålsundervisning; ;
    Näktergalens skola; F14;
    Ringeltaubska skolan; F14; 19973473
    Skogshagaskolan; F14;
    Vuxenutbildningen i Västervik; V;
    Vuxenutbildningen, SFI; V;
    Vuxenutbildningen, särvux; V;
    Västerviks gymnasium Ro 1; G;
    Västerviks gymnasium Ro 3; G;
    Västerviks gymnasium Ro 4; G;
    Västerviks gymnasium RO5; G;
    Åbyängskolan; F14; 37770053
    Östra Ringskolan; 7; 18058977
    Överumsskolan; F14;
  `,
  // Vimmerby
  '0884': `
    Astrid Lindgrens skola 7-9; 7; 92620495
    Astrid Lindgrens skola F-6; F14;
    Brännebro skola; F14;
    Djursdala skola; F14; 45902980
    Frödinge skola; F14;
    Källbackens Fritidshem; ;
    Rumskulla skola; F14;
    Storebro skola; F14; 47014605
    Södra Vi skola; F14; 22086495
    Tuna skola; F14;
    Vimarskolan 7-9; 7; 39345593
    Vimarskolan F-6; F14;
    Vimarskolan Grundsärskola; F147;
    Vimmerby gymnasium 1; G; 44586618
    Vimmerby gymnasium 2; G;
    Vimmerby gymnasium 3; G;
    Vimmerby Lärcenter, komvux; V;
    Vimmerby Lärcenter, SFI; V;
    Vimmerby Lärcenter, särvux; V;
  `,
  // Borgholm
  '0885': `
    Gärdslösa skola; F14;
    Köpings skola; F14;
    Rälla skola; F14;
    Slottsskolan; 7; 80852248
    Viktoriaskolan; F14; 42934439
    Åkerboskolan; F14; 82520504
    Ölands utbildningscenter, komvux; V;
  `,
};
