package io.tablekeep.server.ws;

/** What a socket's messages are told to, from one hello to its end. On the socket's loop. */
interface Talk {
  /** A whole message came, the hello first; its bytes are used again after this call. */
  void message(byte[] bytes, int from, int to);

  /** Whether more can be sent at present without waiting. */
  void writable(boolean now);

  /** Nothing more comes from the client. Called once or more. */
  void gone();

  /** The client's device as far as it is known here, for the log. */
  String device();
}
