/// Random numbers and the distributions that initial parameters are drawn from.
package dev.lstm4j.init;
