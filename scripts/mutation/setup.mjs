import fc from 'fast-check';

// The same few cases for every mutant: what kills one today kills it tomorrow, and no property takes a mutant's minute.
fc.configureGlobal({ seed: 20_260_401, interruptAfterTimeLimit: 150, markInterruptAsFailure: false });
