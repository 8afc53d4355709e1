<?php
/**
 * "Send payment link" and "Require payment" on one order.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

function offer_order_actions(): void {
	add_filter( 'woocommerce_order_actions', __NAMESPACE__ . '\add_order_actions', 20, 2 );
	add_action( 'woocommerce_order_action_reglo_send', __NAMESPACE__ . '\run_send_action' );
	add_action( 'woocommerce_order_action_reglo_require', __NAMESPACE__ . '\run_require_action' );
	add_action( 'admin_post_reglo_send', __NAMESPACE__ . '\run_box_send' );
	add_action( 'admin_notices', __NAMESPACE__ . '\show_order_notice' );
}

/**
 * Only where there is something to pay: an action that can only fail is not offered.
 *
 * @param mixed $actions
 * @param mixed $order
 */
function add_order_actions( $actions, $order = null ) {
	$actions = (array) $actions;
	if ( ! is_connected() || ! $order instanceof \WC_Order || ! can_be_asked( $order ) ) {
		return $actions;
	}
	$actions['reglo_send'] = __( 'Send payment link', 'reglo-for-woocommerce' );
	if ( $order->get_status() !== 'pending' ) {
		$actions['reglo_require'] = __( 'Require payment (set to pending and send the link)', 'reglo-for-woocommerce' );
	}
	return $actions;
}

function can_be_asked( \WC_Order $order ): bool {
	return (float) $order->get_total() > 0 && ! $order->is_paid() && ! $order->has_status( array( 'refunded', 'cancelled', 'trash', 'checkout-draft', 'auto-draft' ) );
}

function run_send_action( \WC_Order $order ): void {
	keep_order_notice( send_link( $order, wp_generate_uuid4() ) );
}

function run_require_action( \WC_Order $order ): void {
	keep_order_notice( require_payment( $order, wp_generate_uuid4() ) );
}

/**
 * Sends an order's link. Pressing twice with one request id sends once.
 *
 * @return array{ok:bool,words:string}
 */
function send_link( \WC_Order $order, string $request_id ): array {
	if ( ! can_be_asked( $order ) ) {
		return array( 'ok' => false, 'words' => __( 'This order does not wait for payment.', 'reglo-for-woocommerce' ) );
	}
	$answer = ask_for_link( $order, 'send', PATIENT_SECONDS, $request_id );
	if ( ! $answer['ok'] ) {
		return array( 'ok' => false, 'words' => failure_words( $answer ) );
	}
	$to = (string) ( $answer['body']['link']['message']['to'] ?? $order->get_billing_email() );
	/* translators: %s: e-mail address */
	return array( 'ok' => true, 'words' => sprintf( __( 'Payment link sent to %s.', 'reglo-for-woocommerce' ), $to ) );
}

/**
 * The order waits for its payment from now on, and its customer is asked.
 *
 * @return array{ok:bool,words:string}
 */
function require_payment( \WC_Order $order, string $request_id ): array {
	if ( ! can_be_asked( $order ) ) {
		return array( 'ok' => false, 'words' => __( 'This order does not wait for payment.', 'reglo-for-woocommerce' ) );
	}
	if ( $order->get_status() !== 'pending' ) {
		$order->update_status( 'pending', __( 'Payment required.', 'reglo-for-woocommerce' ) . ' ', true );
	}
	return send_link( $order, $request_id );
}

/** The "Send" and "Send again" buttons of the box. */
function run_box_send(): void {
	$order_id = isset( $_GET['order'] ) ? absint( $_GET['order'] ) : 0;
	check_admin_referer( "reglo_send_$order_id" );
	$order = wc_get_order( $order_id );
	if ( ! $order instanceof \WC_Order || ! current_user_can( 'edit_shop_orders' ) ) {
		wp_die( esc_html__( 'You may not do this.', 'reglo-for-woocommerce' ), '', array( 'response' => 403 ) );
	}
	$request_id = isset( $_GET['request'] ) ? sanitize_key( $_GET['request'] ) : '';
	keep_order_notice( send_link( $order, preg_match( '/^[a-z0-9-]{16,64}$/', $request_id ) ? $request_id : wp_generate_uuid4() ) );
	wp_safe_redirect( $order->get_edit_order_url() );
	exit;
}

function keep_order_notice( array $result ): void {
	set_transient( 'reglo_notice_' . get_current_user_id(), $result, MINUTE_IN_SECONDS );
}

/** What the action led to, once, on the next screen of whoever did it. */
function show_order_notice(): void {
	$name = 'reglo_notice_' . get_current_user_id();
	$said = get_transient( $name );
	if ( is_array( $said ) ) {
		delete_transient( $name );
		printf( '<div class="notice notice-%s is-dismissible"><p>%s</p></div>', $said['ok'] ? 'success' : 'error', esc_html( $said['words'] ) );
	}
}
